import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { CatchUps } from '../../../src/discord/intake/catch-up/catch-ups.js';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { commandsOf } from '../../support/discord/commands-of.js';
import { signalsOf, type SignalSeen } from '../../support/discord/intake-rows.js';
import type { Actor, ChannelHandle } from '../../support/discord-server/index.js';
import type { OptionInputs } from '../../support/discord-server/interactions/command-input.js';
import { eventually } from '../../support/eventually.js';

const MESSAGES = 'GET /channels/{channel_id}/messages';

let bot: BotApp;
let logs: ChannelHandle;
let guardian: Actor;
let admin: Actor;

beforeAll(async () => {
  bot = await startBotApp();
  await commandsOf(bot);
  logs = bot.guild.channel('logs');
  guardian = bot.guild.member('guardian', { bot: true });
  admin = bot.staff('ada', 'admin');
});

afterAll(async () => {
  await bot.close();
});

const alertAbout = (member: Actor, reason: string) => ({
  embeds: [
    {
      title: 'Message flagged',
      color: 0xcc2222,
      fields: [
        { name: 'User', value: `<@${member.id}> (${member.username})` },
        { name: 'Reason', value: reason },
        { name: 'Severity', value: 'high' },
      ],
    },
  ],
});

async function says(what: string, options: OptionInputs = {}, who = admin): Promise<string> {
  return (await (await who.command(`logchannel ${what}`, { options })).reply()).content;
}

async function signals(test: (found: readonly SignalSeen[]) => void): Promise<void> {
  await eventually(async () => test(await signalsOf(bot)));
}

describe('a log channel', () => {
  it('is added by an administrator, who sees what would have come in', async () => {
    const kim = bot.member('kim');
    guardian.sendMessage(logs, alertAbout(kim, 'posted a scam link'));
    guardian.sendMessage(logs, 'Backup is done.');
    kim.sendMessage(logs, 'what is this channel?');
    expect(await says('add', { channel: logs }, bot.staff('mo'))).toContain('needs the role admin');
    const said = await says('add', { channel: logs, name: 'Guardian' });
    expect(said).toContain(`What other bots log into <#${logs.id}> comes in from now on.`);
    expect(said).toContain('Of its last messages 2 would have come in');
    expect(said).toContain(`**scam**, high, about <@${kim.id}>: Message flagged`);
    expect(await signalsOf(bot)).toEqual([]);
    expect(await says('add', { channel: logs })).toContain('is read already');
    expect(await says('list')).toContain(`<#${logs.id}> · Guardian`);
  });

  it('brings in what other bots and webhooks write, once, and nothing that people write', async () => {
    const lee = bot.member('lee');
    bot.discord.gateway.repeat(GatewayDispatchEvents.MessageCreate, 3);
    guardian.sendMessage(logs, alertAbout(lee, 'hate speech'));
    logs.webhook('Sentry').post({ content: `Spam by <@${lee.id}> in five channels` });
    lee.sendMessage(logs, 'spam spam spam');
    guardian.sendMessage(bot.general, alertAbout(lee, 'elsewhere'));
    await signals((found) =>
      expect(found).toEqual([
        expect.objectContaining({ category: 'hate', severity: 'high', subjectId: lee.id }),
        expect.objectContaining({ category: 'spam', subjectId: lee.id }),
      ]),
    );
  });

  it('is read on after the bot was away, each message once', async () => {
    const before = (await signalsOf(bot)).length;
    const nia = bot.member('nia');
    const sessions = bot.discord.gateway.sessions.length;
    bot.discord.gateway.forgetSessions();
    const back = bot.discord.gateway.outage();
    for (let i = 0; i < 120; i += 1) {
      guardian.sendMessage(logs, alertAbout(nia, `spam, seen for the time ${'i'.repeat(i + 1)}`));
    }
    back();
    await bot.discord.waitFor(() => bot.discord.gateway.sessions.length > sessions, {
      what: 'a new session',
    });
    await signals((found) => expect(found.length - before).toBe(120));
    const requests = bot.discord.requestsTo(MESSAGES).length;
    await bot.app.app.get(CatchUps, { strict: false }).want([bot.guild.id]);
    await bot.discord.waitFor(() => bot.discord.requestsTo(MESSAGES).length > requests);
    await signals((found) => expect(found.length - before).toBe(120));
  });

  it('is read by fields that have other names, and says which names cannot be', async () => {
    const game = bot.guild.channel('game-logs');
    const ove = bot.member('ove');
    expect(await says('add', { channel: game, category: 'Not a category!' })).toContain(
      '`category` must be lower-case words',
    );
    await says('add', { channel: game, category: 'harassment', severity: 'low', 'member-field': 'Spieler' });
    guardian.sendMessage(game, { embeds: [{ fields: [{ name: 'Spieler', value: `Ove ${ove.id}` }] }] });
    await signals((found) =>
      expect(found.at(-1)).toMatchObject({ category: 'harassment', severity: 'low', subjectId: ove.id }),
    );
  });

  it('says so when it cannot be read any more', async () => {
    const lost = bot.guild.channel('lost');
    await says('add', { channel: lost });
    bot.discord.faults.refuse(({ path }) => path === `/channels/${lost.id}/messages`, {
      status: 403,
      code: 50_001,
      message: 'Missing Access',
    });
    await bot.app.app.get(CatchUps, { strict: false }).want([bot.guild.id]);
    await eventually(async () => expect(await says('list')).toContain(`<#${lost.id}> cannot be read`));
    bot.discord.faults.refuse(({ path }) => path === `/channels/${logs.id}/messages`, {
      status: 403,
      code: 50_001,
      message: 'Missing Access',
    });
    await says('remove', { channel: lost });
    expect(await says('add', { channel: logs })).toContain('is read already');
    bot.discord.faults.clear();
  });

  it('brings in nothing more when it is removed', async () => {
    expect(await says('remove', { channel: logs })).toContain('Nothing more comes in');
    const before = (await signalsOf(bot)).length;
    guardian.sendMessage(logs, alertAbout(bot.member('kim'), 'scam'));
    const other = bot.guild.channel('game-logs');
    guardian.sendMessage(other, { embeds: [{ title: 'Last one' }] });
    await signals((found) => expect(found.length).toBe(before + 1));
    expect(await says('remove', { channel: logs })).toContain('is not read');
  });

  it('cannot be added where Discord keeps back what others write', async () => {
    const blind = await startBotApp({}, { privilegedIntents: ['GuildMembers'] });
    await commandsOf(blind);
    const channel = blind.guild.channel('logs');
    const handle = await blind.staff('ada', 'admin').command('logchannel add', { options: { channel } });
    expect((await handle.reply()).content).toContain('switch on the intent MESSAGE_CONTENT');
    await blind.close();
  });
});
