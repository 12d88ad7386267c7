/** What a member can say a report is about, in the order in which it is offered: triage's categories that fit one. */
export const REPORT_CATEGORIES = [
  'harassment',
  'hate',
  'threats',
  'spam',
  'scam',
  'phishing',
  'nsfw',
  'impersonation',
  'account_compromise',
  'doxxing',
  'self_harm',
  'child_safety',
  'raid',
  'staff_conduct',
  'other',
] as const;

export type ReportCategory = (typeof REPORT_CATEGORIES)[number];

/** What was chosen, as far as it is one of them. */
export function readCategory(chosen: string | null | undefined): ReportCategory {
  return REPORT_CATEGORIES.find((category) => category === chosen) ?? 'other';
}
