import type { PriorityBand, SlaHours, Weekday, WorkedStream } from '#kernel';

/** Within how many minutes a ticket should be done with, by priority; null for no bound. */
export interface SlaTarget {
  readonly hours: SlaHours;
  readonly minutes: Readonly<Record<PriorityBand, number | null>>;
}

/** `HH:MM` by the clocks of the guild's time zone; `to` up to `24:00`. A night shift is two spans. */
export interface OpenSpan {
  readonly from: string;
  readonly to: string;
}

export type StaffedHours = Readonly<Record<Weekday, readonly OpenSpan[]>>;

export interface PagingSettings {
  /** How long after a page the next one follows when nobody has looked. */
  readonly everyMinutes: number;
  /** How often a page is repeated at most. */
  readonly repeats: number;
}

export interface SlaSettings {
  readonly targets: Readonly<Record<WorkedStream, SlaTarget>>;
  readonly staffedHours: StaffedHours;
  /** The share of a target's time after which it is warned of. */
  readonly warnAtPercent: number;
  readonly paging: PagingSettings;
}

type Given<T> = { readonly [K in keyof T]?: T[K] };

/** What a guild has set of it. */
export interface SetSla {
  readonly targets?: Given<
    Record<WorkedStream, { readonly hours?: SlaHours; readonly minutes?: Given<SlaTarget['minutes']> }>
  >;
  readonly staffedHours?: Given<StaffedHours>;
  readonly warnAtPercent?: number;
  readonly paging?: Given<PagingSettings>;
}

const DAILY: readonly OpenSpan[] = [{ from: '10:00', to: '22:00' }];

/**
 * What a guild starts with. Escalations are about safety, so their clock never stops; the rest runs from
 * ten in the morning to ten at night, when most teams of volunteers have somebody there.
 */
export const defaultSla: SlaSettings = {
  targets: {
    escalation: { hours: 'always', minutes: { low: 15, normal: 15, high: 15 } },
    review: { hours: 'staffed', minutes: { low: 720, normal: 240, high: 60 } },
    appeal: { hours: 'staffed', minutes: { low: 2_160, normal: 1_440, high: 720 } },
    support: { hours: 'staffed', minutes: { low: 720, normal: 480, high: 240 } },
  },
  staffedHours: {
    monday: DAILY,
    tuesday: DAILY,
    wednesday: DAILY,
    thursday: DAILY,
    friday: DAILY,
    saturday: DAILY,
    sunday: DAILY,
  },
  warnAtPercent: 75,
  paging: { everyMinutes: 10, repeats: 3 },
};

export function slaWithDefaults(set: SetSla | undefined, defaults: SlaSettings): SlaSettings {
  const target = (stream: WorkedStream): SlaTarget => {
    const { hours, minutes } = defaults.targets[stream];
    const given = set?.targets?.[stream];
    return { hours: given?.hours ?? hours, minutes: { ...minutes, ...given?.minutes } };
  };
  return {
    targets: {
      escalation: target('escalation'),
      review: target('review'),
      appeal: target('appeal'),
      support: target('support'),
    },
    staffedHours: { ...defaults.staffedHours, ...set?.staffedHours },
    warnAtPercent: set?.warnAtPercent ?? defaults.warnAtPercent,
    paging: { ...defaults.paging, ...set?.paging },
  };
}
