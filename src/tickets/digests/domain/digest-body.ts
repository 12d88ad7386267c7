/** What a digest says. It names tickets by number and holds nothing of what was said or about whom. */
export interface DigestBody {
  readonly tickets: number;
  readonly byRule: readonly { readonly rule: string; readonly tickets: number }[];
  readonly byCategory: readonly { readonly category: string; readonly tickets: number }[];
  readonly bySource: readonly { readonly sourceId: string; readonly tickets: number }[];
  /** Those with the most signals. */
  readonly top: readonly TopTicket[];
}

interface TopTicket extends CountedTicket {
  readonly number: number;
  readonly signals: number;
}

/** A ticket as it was counted. */
export interface CountedTicket {
  readonly id: string;
  readonly rule: string;
  readonly category: string;
  readonly sourceId: string;
}

/** The digest as if these tickets had never been (I8); null when nothing is left of it. */
export function withoutTickets(body: DigestBody, hidden: readonly CountedTicket[]): DigestBody | null {
  if (hidden.length === 0) return body;
  if (body.tickets <= hidden.length) return null;
  const ids = new Set(hidden.map(({ id }) => id));
  const less = <Group extends { readonly tickets: number }>(
    groups: readonly Group[],
    isOf: (group: Group, ticket: CountedTicket) => boolean,
  ): Group[] =>
    groups
      .map((group) => ({
        ...group,
        tickets: group.tickets - hidden.filter((ticket) => isOf(group, ticket)).length,
      }))
      .filter(({ tickets }) => tickets > 0);
  return {
    tickets: body.tickets - hidden.length,
    byRule: less(body.byRule, (group, { rule }) => group.rule === rule),
    byCategory: less(body.byCategory, (group, { category }) => group.category === category),
    bySource: less(body.bySource, (group, { sourceId }) => group.sourceId === sourceId),
    top: body.top.filter(({ id }) => !ids.has(id)),
  };
}
