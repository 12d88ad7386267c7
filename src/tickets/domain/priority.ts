import type { PriorityPart } from '#triage';

/** A person's own number: the part that makes the others sum to it. */
export const MANUAL = 'manual';

export interface Priority {
  readonly priority: number;
  readonly priorityParts: readonly PriorityPart[];
}

export function clampPriority(points: number): number {
  return Math.min(100, Math.max(0, points));
}

function total(parts: readonly PriorityPart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0);
}

/** Keeps the higher of each named part, an absent one counting as 0: what came in later never lowers. */
function higherParts(
  parts: readonly PriorityPart[],
  incoming: readonly PriorityPart[],
): readonly PriorityPart[] {
  const points = new Map(parts.map((part) => [part.name, part.points]));
  for (const part of incoming) {
    if (part.points > (points.get(part.name) ?? 0)) points.set(part.name, part.points);
  }
  return [...points].map(([name, value]) => ({ name, points: value }));
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
