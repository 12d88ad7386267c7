import { describe, expect, it } from '@jest/globals';
import { defaultSla } from './sla-settings.js';
import { defaultStale } from './stale-settings.js';
import { withDefaults, type Settings, type SetSettings } from './guild-settings.js';

const DEFAULTS: Settings = {
  timeZone: 'UTC',
  ticketPolicy: {
    claim: {
      auto_resolve: 'off',
      review: 'optional',
      escalation: 'optional',
      appeal: 'optional',
      support: 'optional',
    },
    leaseMinutes: 30,
    decisionHoldDays: 30,
  },
  sla: defaultSla,
  stale: defaultStale,
  digest: { hour: 9 },
};
const { sla } = DEFAULTS;
const { claim } = DEFAULTS.ticketPolicy;

describe('withDefaults', () => {
  it.each<[string, SetSettings, Settings]>([
    ['nothing', {}, DEFAULTS],
    ['a time zone', { timeZone: 'Europe/Berlin' }, { ...DEFAULTS, timeZone: 'Europe/Berlin' }],
    ['an empty policy', { ticketPolicy: {} }, DEFAULTS],
    ['an empty claim', { ticketPolicy: { claim: {} } }, DEFAULTS],
    [
      'a lease',
      { ticketPolicy: { leaseMinutes: 5 } },
      { ...DEFAULTS, ticketPolicy: { ...DEFAULTS.ticketPolicy, leaseMinutes: 5 } },
    ],
    [
      'zero days, which are fewer than the default',
      { ticketPolicy: { decisionHoldDays: 0 } },
      { ...DEFAULTS, ticketPolicy: { ...DEFAULTS.ticketPolicy, decisionHoldDays: 0 } },
    ],
    [
      'one stream',
      { ticketPolicy: { claim: { appeal: 'required' } } },
      { ...DEFAULTS, ticketPolicy: { ...DEFAULTS.ticketPolicy, claim: { ...claim, appeal: 'required' } } },
    ],
    [
      'one target',
      { sla: { targets: { review: { minutes: { high: null } } } } },
      {
        ...DEFAULTS,
        sla: {
          ...sla,
          targets: {
            ...sla.targets,
            review: { hours: 'staffed', minutes: { ...sla.targets.review.minutes, high: null } },
          },
        },
      },
    ],
    [
      'the hours of one day, and how pages are repeated',
      { sla: { staffedHours: { sunday: [] }, paging: { repeats: 0 } } },
      {
        ...DEFAULTS,
        sla: {
          ...sla,
          staffedHours: { ...sla.staffedHours, sunday: [] },
          paging: { everyMinutes: 10, repeats: 0 },
        },
      },
    ],
    [
      'a reminder that is off',
      { stale: { support: { remindAfterDays: null } } },
      { ...DEFAULTS, stale: { ...defaultStale, support: { remindAfterDays: null, closeAfterDays: 4 } } },
    ],
    ['no digest', { digest: { hour: null } }, { ...DEFAULTS, digest: { hour: null } }],
  ])('fills up %s', (_what, set, settings) => {
    expect(withDefaults(set, DEFAULTS)).toEqual(settings);
  });
});
