import { describe, expect, it } from '@jest/globals';
import type { Stream } from '#kernel';
import { choosePlace } from './choose-place.js';

const CHANNELS = ['review', 'escalation', 'restricted'];
const MAPPING = {
  channels: { review: 'review', escalation: 'escalation', support: 'gone' },
  restrictedChannelId: 'restricted',
};

/** A guild in which parties see these channels. */
const seeing = (...seen: string[]) => ({
  has: (id: string) => CHANNELS.includes(id),
  isSeenByParty: (id: string) => seen.includes(id),
});

describe('I8: where a card belongs', () => {
  it.each<[string, Stream, string[], string]>([
    ['parties see no staff channel', 'review', [], 'review'],
    ['a party sees the channel of the stream', 'review', ['review'], 'escalation'],
    ['parties see that and the escalation channel', 'review', ['review', 'escalation'], 'restricted'],
    ['it is escalated', 'escalation', ['review'], 'escalation'],
    ['it is escalated and a party sees that', 'escalation', ['escalation'], 'restricted'],
  ])('when %s', (_what, stream, seen, channelId) => {
    expect(choosePlace(stream, MAPPING, seeing(...seen))).toEqual({ channelId });
  });

  it.each<[string, Stream, string[], string | null]>([
    ['when parties see all of them', 'review', CHANNELS, 'parties_see_all'],
    ['when the stream has no channel', 'appeal', [], 'no_channel'],
    ['when its channel is gone', 'support', [], 'channel_gone'],
    ['and none is missed where nobody works the stream', 'auto_resolve', [], null],
  ])('nowhere %s', (_what, stream, seen, why) => {
    expect(choosePlace(stream, MAPPING, seeing(...seen))).toEqual({ channelId: null, why });
  });

  it('is never a channel that is not there', () => {
    const mapping = { channels: { review: 'review', escalation: 'gone' }, restrictedChannelId: 'gone too' };
    expect(choosePlace('review', mapping, seeing('review'))).toMatchObject({ why: 'parties_see_all' });
  });

  it('is the restricted channel for escalations without one of their own', () => {
    expect(choosePlace('escalation', { ...MAPPING, channels: {} }, seeing())).toEqual({
      channelId: 'restricted',
    });
  });
});
