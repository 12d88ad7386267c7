import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDoors, type Doors } from '../../support/doors.js';
import { aFlag, bearer, postJson, type Sender } from '../../support/native-door.js';

/** Five of these within a quarter of an hour, or two members with one each, go to the escalation stream. */
const DOUBTFUL_RAID = { category: 'raid', confidence: 0.1, reporter: null };

describe('Thresholds', () => {
  let doors: Doors;
  let source: Sender;

  beforeAll(async () => {
    doors = await openDoors();
    source = await doors.register();
  });
  afterAll(() => doors.close());

  const streams = async (signals: readonly object[]): Promise<string[]> => {
    const body = JSON.stringify({ signals });
    const response = await postJson(
      `${doors.url}/v1/guilds/${doors.guildId}/signals/batch`,
      body,
      bearer(source.token),
    );
    const { results } = (await response.json()) as { results: { ticketId: string; stream: string }[] };
    expect(new Set(results.map(({ ticketId }) => ticketId)).size).toBe(1);
    return results.map(({ stream }) => stream);
  };
  const flags = (key: string, reporters: readonly (string | null)[]) =>
    reporters.map((id) =>
      aFlag({ ...DOUBTFUL_RAID, correlationKey: key, reporter: id === null ? null : { id, name: 'member' } }),
    );
  const first = '300000000000000001';
  const second = '300000000000000002';

  it.each([
    { what: 'four occurrences', groups: [[null], [null], [null], [null]], last: 'review' },
    { what: 'five occurrences', groups: [[null], [null], [null], [null], [null]], last: 'escalation' },
    { what: 'four occurrences at once', groups: [[null, null, null, null]], last: 'review' },
    { what: 'five occurrences at once', groups: [[null, null, null, null, null]], last: 'escalation' },
    {
      what: 'three occurrences and two more at once',
      groups: [
        [null, null, null],
        [null, null],
      ],
      last: 'escalation',
    },
    { what: 'three occurrences and one more', groups: [[null, null, null], [null]], last: 'review' },
    { what: 'one reporter, four times', groups: [[first], [first], [first, first]], last: 'review' },
    { what: 'two reporters', groups: [[first], [second]], last: 'escalation' },
    { what: 'two reporters at once', groups: [[first, second]], last: 'escalation' },
    {
      what: 'two reporters after two without one',
      groups: [[null], [null, first], [second]],
      last: 'escalation',
    },
  ])('$what: $last', async ({ what, groups, last }) => {
    let seen: string[] = [];
    for (const group of groups) seen = await streams(flags(what.replaceAll(/\W+/g, '-'), group));
    expect(seen.at(-1)).toBe(last);
  });
});
