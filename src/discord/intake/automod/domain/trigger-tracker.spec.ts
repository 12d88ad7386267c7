import { describe, expect, it } from '@jest/globals';
import { TriggerTracker, type AutoModEvent } from './trigger-tracker.js';

const BLOCKED: AutoModEvent = {
  guildId: '1',
  ruleId: '7',
  userId: '20',
  channelId: '30',
  messageId: null,
  content: 'buy gold',
  action: 'block_message',
};
const ALERT = { ...BLOCKED, action: 'send_alert' };
const TIMEOUT = { ...BLOCKED, action: 'timeout' };

function placedAll(events: readonly (readonly [AutoModEvent, number])[]) {
  const tracker = new TriggerTracker();
  return events.map(([event, at]) => tracker.place(event, at));
}

describe('TriggerTracker', () => {
  it.each<[string, (readonly [AutoModEvent, number])[], boolean[]]>([
    [
      'joins what AutoMod did about one message',
      [
        [BLOCKED, 0],
        [ALERT, 3],
        [TIMEOUT, 9],
      ],
      [true, false, false],
    ],
    [
      'tells the same text sent again from the first one',
      [
        [BLOCKED, 0],
        [ALERT, 3],
        [BLOCKED, 400],
        [ALERT, 410],
      ],
      [true, false, true, false],
    ],
    [
      'joins over the edge of its time',
      [
        [BLOCKED, 9_999],
        [ALERT, 10_001],
      ],
      [true, false],
    ],
    [
      'does not join what came much later',
      [
        [BLOCKED, 0],
        [ALERT, 25_000],
      ],
      [true, true],
    ],
    [
      'tells members, channels, rules and texts apart',
      [
        [BLOCKED, 0],
        [{ ...ALERT, userId: '21' }, 0],
        [{ ...ALERT, channelId: '31' }, 0],
        [{ ...ALERT, ruleId: '8' }, 0],
        [{ ...ALERT, content: 'sell gold' }, 0],
        [{ ...ALERT, guildId: '2' }, 0],
      ],
      [true, true, true, true, true, true],
    ],
    [
      'takes one message that was let through for one trigger, however often it is told',
      [
        [{ ...ALERT, messageId: '90' }, 0],
        [{ ...TIMEOUT, messageId: '90' }, 5],
        [{ ...ALERT, messageId: '90' }, 60_000],
        [{ ...ALERT, messageId: '90', content: 'edited' }, 60_000],
      ],
      [true, false, false, true],
    ],
  ])('%s', (_what, events, expected) => {
    expect(placedAll(events).map(({ isNew }) => isNew)).toEqual(expected);
  });

  it('gives every trigger a name of its own, which another process would give it too', () => {
    const events = [[BLOCKED, 0] as const, [ALERT, 3] as const, [BLOCKED, 400] as const];
    const here = placedAll(events).map(({ triggerId }) => triggerId);
    expect(placedAll(events).map(({ triggerId }) => triggerId)).toEqual(here);
    expect(here[0]).toBe(here[1]);
    expect(here[2]).not.toBe(here[0]);
  });

  it('forgets the oldest of thousands', () => {
    const tracker = new TriggerTracker();
    tracker.place(BLOCKED, 0);
    for (let i = 0; i < 5_000; i += 1) tracker.place({ ...BLOCKED, userId: `u${i}` }, 0);
    expect(tracker.place(ALERT, 0).isNew).toBe(true);
  });
});
