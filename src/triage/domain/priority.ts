import type { Severity } from '#kernel';
import { categoryPoints } from './categories.js';
import type { Features, PriorityPart } from './decision.js';
import type { Signal } from './signal.js';

/** Name of the part that a ticket computes again when another person reports the same thing. */
export const REPORTERS_PART = 'reporters';

const SEVERITY_POINTS: Readonly<Record<Severity, number>> = { low: 0, medium: 10, high: 25, critical: 40 };
const CONFIDENCE_POINTS = 15;
const MAX_REPORTER_POINTS = 20;
const ACCURACY_SPAN = 10;
const POINTS_PER_ACTION = 3;
const MAX_HISTORY_POINTS = 12;

/** What the signal and its features say; rules add their own parts. Parts of no points are left out. */
export function basicParts(signal: Signal, features: Features, category: string): PriorityPart[] {
  const accuracy = features.reporterAccuracy;
  return [
    { name: 'category', points: categoryPoints(category) },
    { name: 'severity', points: SEVERITY_POINTS[signal.severity] },
    { name: 'confidence', points: Math.round(signal.confidence * features.sourceTrust * CONFIDENCE_POINTS) },
    reporterPart(signal.reporter === null ? 0 : 1),
    { name: 'accuracy', points: accuracy === null ? 0 : Math.round((2 * accuracy - 1) * ACCURACY_SPAN) },
    { name: 'history', points: Math.min(MAX_HISTORY_POINTS, features.subjectActions * POINTS_PER_ACTION) },
  ].filter((part) => part.points !== 0);
}

/** Grows with every doubling of distinct reporters: the tenth says less than the second. */
export function reporterPart(distinctReporters: number): PriorityPart {
  const doublings = Math.log2(Math.max(1, distinctReporters));
  return { name: REPORTERS_PART, points: Math.min(MAX_REPORTER_POINTS, Math.round(6 * doublings)) };
}

/** The parts of a ticket that so many distinct people have reported. */
export function withReporters(parts: readonly PriorityPart[], distinctReporters: number): PriorityPart[] {
  const part = reporterPart(distinctReporters);
  const others = parts.filter(({ name }) => name !== REPORTERS_PART);
  return part.points === 0 ? others : [...others, part];
}

/** The sum of the parts, kept within 0 and 100. */
export function priorityOf(parts: readonly PriorityPart[]): number {
  const sum = parts.reduce((total, { points }) => total + (Number.isFinite(points) ? points : 0), 0);
  return Math.min(100, Math.max(0, Math.round(sum)));
}
