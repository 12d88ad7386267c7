/** What members may come with, and how often. */
export interface MemberSettings {
  /** What a request for help can be about, at most 25. */
  readonly supportTopics: readonly SupportTopic[];
  readonly appeals: AppealRules;
  /** How often one member's reports and requests are taken. */
  readonly memberRates: Readonly<
    Record<'report' | 'request', { readonly count: number; readonly minutes: number }>
  >;
}

export interface SupportTopic {
  /** Lower-case letters, digits and underscores. */
  readonly id: string;
  readonly name: string;
}

export interface AppealRules {
  /** How long after an action an appeal can be made. */
  readonly windowDays: number;
  readonly attempts: number;
  /** How long after an appeal was decided the next can be made. */
  readonly cooldownDays: number;
  /** At most 5, of at most 100 characters. Empty: Docket's own, in the member's language. */
  readonly questions: readonly string[];
}

export const DEFAULT_MEMBER_SETTINGS: MemberSettings = {
  supportTopics: [
    { id: 'account', name: 'Account' },
    { id: 'access', name: 'Roles & access' },
    { id: 'technical', name: 'Technical problem' },
    { id: 'other', name: 'Something else' },
  ],
  appeals: { windowDays: 90, attempts: 2, cooldownDays: 7, questions: [] },
  memberRates: { report: { count: 5, minutes: 10 }, request: { count: 3, minutes: 10 } },
};

export function withMemberDefaults(stored: Partial<MemberSettings>): MemberSettings {
  const { supportTopics, appeals, memberRates } = DEFAULT_MEMBER_SETTINGS;
  return {
    supportTopics: stored.supportTopics ?? supportTopics,
    appeals: { ...appeals, ...stored.appeals },
    memberRates: { ...memberRates, ...stored.memberRates },
  };
}
