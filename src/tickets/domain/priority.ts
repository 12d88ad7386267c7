import type { PriorityPart } from '#triage';

/** A person's own number: the part that makes the others sum to it. */
export const MANUAL = 'manual';

export interface Priority {
  readonly priority: number;
  readonly priorityParts: readonly PriorityPart[];
}

/** Whole points within the scale: what is stored and shown. */
export function clampPriority(points: number): number {
  return Math.min(100, Math.max(0, Math.round(points)));
}

function total(parts: readonly PriorityPart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0);
}

/** The higher of each named part; one that is absent has 0 points. So what comes in later never lowers. */
function higherParts(
  parts: readonly PriorityPart[],
  incoming: readonly PriorityPart[],
): readonly PriorityPart[] {
  const names = new Set([...parts, ...incoming].map(({ name }) => name));
  return [...names]
    .map((name) => ({ name, points: Math.max(pointsOf(parts, name), pointsOf(incoming, name)) }))
    .filter(({ points }) => points !== 0);
}

function pointsOf(parts: readonly PriorityPart[], name: string): number {
  return parts.find((part) => part.name === name)?.points ?? 0;
}

/**
 * The priority with what came in since and so many distinct reporters. A number set by a person stands:
 * the computed parts are kept up to date below it.
 */
export function reweighed(
  before: Priority,
  incoming: readonly PriorityPart[],
  reporters: PriorityPart,
): Priority {
  const higher = higherParts(withoutManual(before.priorityParts), withoutManual(incoming));
  const others = higher.filter(({ name }) => name !== reporters.name);
  const computed = reporters.points === 0 ? others : [...others, reporters];
  if (!isManual(before)) return { priority: clampPriority(total(computed)), priorityParts: computed };
  return pinned({ ...before, priorityParts: computed }, before.priority);
}

export function pinned(before: Priority, priority: number): Priority {
  const computed = withoutManual(before.priorityParts);
  const manual = { name: MANUAL, points: priority - total(computed) };
  return { priority, priorityParts: [...computed, manual] };
}

export function isManual(priority: Priority): boolean {
  return priority.priorityParts.some((part) => part.name === MANUAL);
}

function withoutManual(parts: readonly PriorityPart[]): readonly PriorityPart[] {
  return parts.filter((part) => part.name !== MANUAL);
}
