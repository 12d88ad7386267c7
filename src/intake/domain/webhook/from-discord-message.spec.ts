import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#kernel';
import type { NewSignal } from '../new-signal.js';
import { fromDiscordMessage, type LoggedMessage } from './from-discord-message.js';

const GUILD = '197038439483310086';
const KIM = '80351110224678912';
const MOD = '82198898841029460';
const CHANNEL = '300000000000000001';
const MESSAGE = '1400000000000000001';
const LINK = `https://discord.com/channels/${GUILD}/${CHANNEL}/${MESSAGE}`;
/** Sent on 2026-08-01T12:00:00Z. */
const ID = ((BigInt(Date.UTC(2026, 7, 1, 12)) - 1_420_070_400_000n) << 22n).toString();
const NOW = new Date('2026-08-01T12:00:05Z');

function read(message: Partial<LoggedMessage>, settings: JsonObject = {}): NewSignal | null {
  return fromDiscordMessage(
    { id: ID, content: '', author: { username: 'watchdog' }, embeds: [], attachments: [], ...message },
    { guildId: GUILD, sourceId: '1210987654321098765', settings, now: NOW },
  );
}

const embed = (body: object) => read({ embeds: [{ type: 'rich', ...body }] });

describe('fromDiscordMessage', () => {
  it.each([
    [
      'an anti-scam bot that names the member in a field',
      {
        title: 'Phishing link removed',
        color: 0xed4245,
        fields: [
          { name: '👤 Member', value: `<@${KIM}> (kim)` },
          { name: 'Channel', value: `<#${CHANNEL}>` },
          { name: 'Jump', value: `[Go](${LINK})` },
        ],
      },
      {
        category: 'scam',
        severity: 'high',
        subject: { type: 'user', id: KIM, name: 'kim' },
        messageId: MESSAGE,
      },
    ],
    [
      'a logger that names the member in its footer',
      {
        author: { name: 'kim' },
        description: `**Message by <@${KIM}> deleted in <#${CHANNEL}>**\nraid us all`,
        footer: { text: `User ID: ${KIM} • Message ID: ${MESSAGE}` },
        color: 0xfaa61a,
      },
      { category: 'raid', severity: 'medium', subject: { type: 'user', id: KIM }, messageId: MESSAGE },
    ],
    [
      'a case log that names the moderator first',
      {
        title: 'Warn | Case 812',
        fields: [
          { name: 'Moderator', value: `<@${MOD}>` },
          { name: 'Offender', value: `kim (${KIM})` },
          { name: 'Reason', value: 'spam in general' },
        ],
      },
      { category: 'mod_action', subject: { type: 'user', id: KIM, name: 'kim' }, messageId: null },
    ],
    [
      'a scanner that says how sure it is',
      {
        title: 'NSFW image found',
        fields: [
          { name: 'User ID', value: KIM },
          { name: 'Confidence', value: '93%' },
          { name: 'Severity', value: 'Critical' },
          { name: 'Message Link', value: LINK },
        ],
      },
      { category: 'nsfw', severity: 'critical', confidence: 0.93, subject: { type: 'user', id: KIM } },
    ],
    [
      'lines in place of fields',
      { description: `**User:** <@${KIM}>\n**Reason:** harassment of others\n**Message ID:** ${MESSAGE}` },
      { category: 'harassment', subject: { type: 'user', id: KIM }, messageId: MESSAGE },
    ],
  ])('reads %s', (_what, body, expected) => {
    expect(embed(body)).toMatchObject({ kind: 'flag', externalId: ID, ...expected });
  });

  it('keeps the link of a message in another guild a link, and its id out of it', () => {
    const other = LINK.replace(GUILD, '297038439483310086');
    expect(embed({ title: 'Scam', description: `<@${KIM}> ${other}` })).toMatchObject({ messageId: null });
  });

  it('does not take the preview that Discord shows of a link for the word of the bot', () => {
    const preview = { type: 'link', title: 'How to ban for hate speech', description: 'A page.' };
    const signal = read({ content: `<@${KIM}> posted https://pages.example`, embeds: [preview] });
    expect(signal).toMatchObject({ category: 'other' });
    expect(signal?.text).not.toContain('hate speech');
  });

  it('keeps files, and never says that something happened after it was told', () => {
    const file = { url: 'https://cdn.example/a.png', filename: 'a.png', content_type: 'image/png', size: 9 };
    expect(read({ attachments: [file] })?.attachments).toEqual([
      { url: file.url, filename: 'a.png', contentType: 'image/png', size: 9 },
    ]);
    const at = new Date('2026-08-01T12:00:00Z');
    expect(embed({ title: 'x', timestamp: '2026-08-01T12:00:04Z' })?.occurredAt).toEqual(at);
    expect(embed({ title: 'x', timestamp: '2026-08-01T11:00:00Z' })?.occurredAt).toEqual(
      new Date('2026-08-01T11:00:00Z'),
    );
    expect(embed({ title: 'x' })?.occurredAt).toEqual(at);
  });

  it('is null for what says nothing, and for what Discord keeps back', () => {
    expect(read({})).toBeNull();
    expect(read({ embeds: [{ type: 'video' }] })).toBeNull();
  });

  it('changes nothing of the message it was given', () => {
    const message = { embeds: [{ type: 'rich', title: 5 }] };
    read(message);
    expect(message).toEqual({ embeds: [{ type: 'rich', title: 5 }] });
  });
});
