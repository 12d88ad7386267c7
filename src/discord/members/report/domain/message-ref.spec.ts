import { describe, expect, it } from '@jest/globals';
import { messageLink, readMessageLink } from './message-ref.js';

const GUILD = '111111111111111111';
const ref = { channelId: '222222222222222222', messageId: '333333333333333333' };

describe('readMessageLink', () => {
  it.each([
    `https://discord.com/channels/${GUILD}/222222222222222222/333333333333333333`,
    ` https://ptb.discord.com/channels/${GUILD}/222222222222222222/333333333333333333/ `,
    `<https://canary.discordapp.com/channels/${GUILD}/222222222222222222/333333333333333333>`,
    messageLink(GUILD, ref),
  ])('reads %s', (link) => {
    expect(readMessageLink(link, GUILD)).toEqual(ref);
  });

  it.each([
    [
      'another guild',
      'https://discord.com/channels/999999999999999999/222222222222222222/333333333333333333',
    ],
    ['a DM', 'https://discord.com/channels/@me/222222222222222222/333333333333333333'],
    ['a channel', `https://discord.com/channels/${GUILD}/222222222222222222`],
    [
      'another site',
      `https://discord.com.evil.example/channels/${GUILD}/222222222222222222/333333333333333333`,
    ],
    [
      'more behind it',
      `https://discord.com/channels/${GUILD}/222222222222222222/333333333333333333/@everyone`,
    ],
    ['nothing', ''],
  ])('takes no link of %s', (_what, link) => {
    expect(readMessageLink(link, GUILD)).toBeNull();
  });
});
