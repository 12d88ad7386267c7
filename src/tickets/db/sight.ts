import type { BoundValues } from './bound-values.js';

/**
 * I8: holds for a ticket `t` that the viewer may see, which is one they are not party to. Null for a viewer
 * who is no person. The viewer's few rows are read once from idx_ticket_parties_user, or probed per ticket.
 */
export function sight(guild: string, viewerId: string | null, values: BoundValues): string | null {
  if (viewerId === null) return null;
  return `NOT EXISTS (SELECT 1 FROM ticket_parties p
    WHERE p.guild_id = ${guild} AND p.user_id = ${values.bind(viewerId, 'text')} AND p.ticket_id = t.id)`;
}

type Condition = string | null;

/** Null when there is no condition. */
export function allOf(condition: string, ...more: readonly Condition[]): string;
export function allOf(...conditions: readonly Condition[]): Condition;
export function allOf(...conditions: readonly Condition[]): Condition {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? null : given.join(' AND ');
}
