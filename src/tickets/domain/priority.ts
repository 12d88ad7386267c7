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
  const points = new Map<string, number>();
  for (const [known, other] of [
    [parts, incoming],
    [incoming, parts],
  ] as const) {
    for (const part of known) {
      const theirs = other.find(({ name }) => name === part.name)?.points ?? 0;
      points.set(part.name, Math.max(part.points, theirs));
    }
  }
  return [...points].map(([name, value]) => ({ name, points: value })).filter((part) => part.points !== 0);
}

/** A number set by a person stands: the computed parts are kept up to date below it. */
export function raised(before: Priority, incoming: readonly PriorityPart[]): Priority {
  const computed = higherParts(withoutManual(before.priorityParts), withoutManual(incoming));
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
