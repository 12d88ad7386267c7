import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { call } from '../../support/call.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
});

afterAll(async () => {
  await bot.close();
});

describe('commands', () => {
  it('are registered when the bot comes up', () => {
    expect(bot.discord.commands()).toContain('queue');
  });

  it('answer staff, seen by them alone', async () => {
    const mara = bot.staff('mara');
    const handle = await mara.command('queue', { in: bot.channels.review });
    expect(await handle.response()).toMatchObject({ ephemeral: true, deferred: true });
    expect((await handle.reply()).content).toBe('Nothing is waiting. The queue is empty.');
  });

  it('tell a member which role is needed', async () => {
    const handle = await bot.member('tom').command('queue');
    expect((await handle.reply()).content).toContain('needs the role moderator');
  });

  it('count what waits, without what is about the one who asks (I8)', async () => {
    const source = await bot.docket.source();
    const mara = bot.staff('mara');
    await call(bot.app, 'POST', `/v1/guilds/${bot.guild.id}/signals`, source.token, {
      kind: 'flag',
      category: 'harassment',
      subject: { type: 'user', id: mara.id },
      text: 'rude words',
    });
    const own = await mara.command('queue', { in: bot.channels.review });
    expect((await own.reply()).content).toBe('Nothing is waiting. The queue is empty.');
    const other = await bot.staff('nils').command('queue', { in: bot.channels.review });
    expect((await other.reply()).content).toMatch(/\*\*\w+\*\* · \d open/);
  });

  it('say so in a guild that is not set up', async () => {
    const other = bot.discord.guild('bay');
    other.channel('general');
    const handle = await other.member('ole').command('queue');
    expect((await handle.reply()).content).toContain('not set up');
  });
});
