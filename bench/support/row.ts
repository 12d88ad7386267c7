/** One line of the results. */
export interface Row {
  readonly what: string;
  /** What Docket did, and its peer in the same run; with their unit. */
  readonly docket: string;
  readonly peer: string;
  /** Docket's number over its peer's, or Docket's own number where the goal is one. */
  readonly value: string;
  readonly goal: string;
  readonly met: boolean;
}

/** Compared by rate: more is better. */
export function ratioRow(what: string, unit: string, docket: number, peer: number, goal: number): Row {
  const ratio = docket / peer;
  return {
    what,
    docket: `${Math.round(docket)} ${unit}`,
    peer: `${Math.round(peer)} ${unit}`,
    value: `${ratio.toFixed(2)} ×`,
    goal: `≥ ${goal} ×`,
    met: ratio >= goal,
  };
}

/** Compared by time: less is better, and the ratio is the peer's over Docket's. */
export function timeRow(what: string, docketMs: number, peerMs: number, goal: number): Row {
  const ratio = peerMs / docketMs;
  return {
    what,
    docket: `${docketMs.toFixed(1)} ms`,
    peer: `${peerMs.toFixed(1)} ms`,
    value: `${ratio.toFixed(2)} ×`,
    goal: `≥ ${goal} ×`,
    met: ratio >= goal,
  };
}

/** A number of Docket's own: less is better. */
export function limitRow(what: string, unit: string, value: number, limit: number, peer = '–'): Row {
  const shown = value >= 100 ? Math.round(value).toString() : value.toFixed(1);
  return {
    what,
    docket: `${shown} ${unit}`,
    peer,
    value: `${shown} ${unit}`,
    goal: `≤ ${limit} ${unit}`,
    met: value <= limit,
  };
}
