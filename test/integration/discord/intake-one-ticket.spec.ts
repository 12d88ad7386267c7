import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageType } from 'discord-api-types/v10';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { commandsOf } from '../../support/discord/commands-of.js';
import { signalsOf, ticketIds } from '../../support/discord/intake-rows.js';
import type { MessageView } from '../../support/discord-server/actors/message-view.js';
import { eventually } from '../../support/eventually.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
  await commandsOf(bot);
});

afterAll(async () => {
  await bot.close();
});

const linkTo = (message: MessageView) =>
  `https://discord.com/channels/${bot.guild.id}/${message.channelId}/${message.id}`;

describe('one thing that comes through many doors', () => {
  it('is one ticket with five signals: three members, AutoMod and a log bot', async () => {
    const logs = bot.guild.channel('logs');
    const admin = bot.staff('ada', 'admin');
    await (await admin.command('logchannel add', { options: { channel: logs } })).reply();
    bot.guild.autoModRule('No scams', {
      keywords: ['free nitro'],
      block: false,
      alertIn: bot.channels.review,
      timeoutSeconds: 60,
    });

    const scammer = bot.member('scammer');
    const message = scammer.sendMessage(bot.general, 'Get your free nitro at gift.example');
    bot.guild.member('watchdog', { bot: true }).sendMessage(logs, {
      embeds: [
        {
          author: { name: 'scammer' },
          title: 'Suspicious link',
          description: `<@${scammer.id}> posted a link in <#${bot.general.id}>\n[Jump to it](${linkTo(message)})`,
          footer: { text: `User ID: ${scammer.id}` },
        },
      ],
    });
    for (const name of ['ann', 'ben', 'cem']) {
      await (await bot.member(name).messageMenu('Report message', message)).reply();
    }

    const signals = await eventually(async () => {
      const found = await signalsOf(bot);
      expect(found).toHaveLength(5);
      return found;
    });
    expect(ticketIds(signals)).toHaveLength(1);
    expect(new Set(signals.map(({ messageId }) => messageId))).toEqual(new Set([message.id]));
  });

  it('is found by the id of a message where a log bot gives no link', async () => {
    const logs = bot.guild.channel('logs');
    const rude = bot.member('rude');
    const message = rude.sendMessage(bot.general, 'something rude');
    await (await bot.member('ann').messageMenu('Report message', message)).reply();
    bot.guild.member('watchdog', { bot: true }).sendMessage(logs, {
      embeds: [{ title: 'Insult', footer: { text: `User ID: ${rude.id} | Message ID: ${message.id}` } }],
    });
    await eventually(async () => {
      const ours = (await signalsOf(bot)).filter(({ messageId }) => messageId === message.id);
      expect(ours).toHaveLength(2);
      expect(ticketIds(ours)).toHaveLength(1);
    });
  });

  it('is also a raid that staff report to Discord, and its false alarm', async () => {
    const before = (await signalsOf(bot)).length;
    const mara = bot.staff('mara');
    bot.guild.systemMessage(bot.channels.review, mara, MessageType.GuildIncidentReportRaid);
    bot.guild.systemMessage(bot.channels.review, mara, MessageType.GuildIncidentReportFalseAlarm);
    await eventually(async () => {
      const found = (await signalsOf(bot)).slice(before);
      expect(found.map(({ category }) => category)).toEqual(['raid', 'other']);
      expect(ticketIds(found)).toHaveLength(1);
    });
  });
});
