/**
 * The categories Docket knows, with what each adds to a priority. Sources may send others (lower
 * snake case); those weigh as `other`.
 */
export const CATEGORIES = {
  child_safety: 35,
  self_harm: 35,
  threats: 30,
  raid: 25,
  doxxing: 25,
  account_compromise: 25,
  phishing: 20,
  hate: 20,
  scam: 15,
  harassment: 15,
  impersonation: 15,
  staff_conduct: 15,
  nsfw: 12,
  spam: 5,
  appeal: 10,
  support: 5,
  other: 5,
} as const satisfies Readonly<Record<string, number>>;

export type KnownCategory = keyof typeof CATEGORIES;

export function categoryPoints(category: string): number {
  return Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category as KnownCategory] : CATEGORIES.other;
}
