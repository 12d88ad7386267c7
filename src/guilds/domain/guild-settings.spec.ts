import { describe, expect, it } from '@jest/globals';
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
};
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
  ])('fills up %s', (_what, set, settings) => {
    expect(withDefaults(set, DEFAULTS)).toEqual(settings);
  });
});
