import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { commandsOf } from '../../support/discord/commands-of.js';
import { actOn } from '../../support/discord/members.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
  await commandsOf(bot);
});

afterAll(async () => {
  await bot.close();
});

async function report(name: string, text: string): Promise<string> {
  const options = { category: 'spam', user: bot.member('spammer'), text };
  return (await (await bot.member(name).command('report', { options })).reply()).content;
}

describe('the gate for members', () => {
  it('lets five reports in within ten minutes, of however many at once, and says when again', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => report('flo', `number ${i}`)));
    expect(answers.filter((answer) => answer.startsWith('Thanks'))).toHaveLength(5);
    const refused = answers.filter((answer) => !answer.startsWith('Thanks'));
    expect(refused).toHaveLength(3);
    for (const answer of refused) {
      expect(answer).toMatch(/The next one can come <t:\d+:R>\.[^]*```\nnumber \d\n```$/);
      const again = Number(/<t:(\d+):R>/.exec(answer)?.[1]) * 1_000 - Date.now();
      expect(again).toBeGreaterThan(9 * 60_000);
      expect(again).toBeLessThan(10 * 60_000);
    }
  });

  it('holds in another process', async () => {
    const text = 'one more';
    const rows = await bot.app.app
      .get(Database)
      .query<{ count: number }>(
        `SELECT cardinality(taken) AS count FROM member_rates WHERE guild_id = $1 AND user_id = $2`,
        [bot.guild.id, bot.member('flo').id],
      );
    expect(rows).toEqual([{ count: 5 }]);
    expect(await report('flo', text)).toContain('The next one can come');
  });

  it('does not count what was reported before', async () => {
    const gus = bot.member('gus');
    const message = bot.member('spammer').sendMessage(bot.general, 'buy!');
    for (let i = 0; i < 7; i += 1) {
      const reply = await (await gus.messageMenu('Report message', message)).reply();
      expect(reply.content).toMatch(i === 0 ? /^Thanks/ : /^You reported this already/);
    }
  });

  it('keeps out who is blocked, but never from an appeal', async () => {
    const hugo = bot.member('hugo');
    const sena = bot.staff('sena', 'senior');
    const options = { user: hugo, for: 'week', reason: 'floods us' };
    const moderator = await bot.staff('mo').command('block', { options });
    expect((await moderator.reply()).content).toContain('needs the role senior');
    const blocked = await (await sena.command('block', { options })).reply();
    expect(blocked.content).toMatch(/^Reports and requests of hugo are not taken until <t:\d+:f>\./);

    const refused = await report('hugo', 'listen to me');
    expect(refused).toMatch(/^The team does not take reports and requests from you at the moment/);
    expect(refused).not.toContain('floods us');
    const request = await hugo.command('ticket', { options: { topic: 'other' } });
    await request.response();
    const asked = await hugo.submitModal(request, { fields: { subject: 'Why', text: 'me' } });
    expect((await asked.reply()).content).toContain('An appeal against a decision is always open to you');
    const actionId = await actOn(bot, hugo);
    const list = await (await hugo.command('appeal')).reply();
    const modal = await hugo.select(list, 'pick-action', [actionId]);
    await modal.response();
    const appeal = await hugo.submitModal(modal, { fields: { answer0: 'a', answer1: 'b' } });
    expect((await appeal.reply()).content).toContain('Your appeal #');

    const lifted = await sena.command('unblock', { options: { user: hugo } });
    expect((await lifted.reply()).content).toBe('Reports and requests of hugo are taken again.');
    expect(await report('hugo', 'thanks')).toMatch(/^Thanks/);
    const twice = await sena.command('unblock', { options: { user: hugo } });
    expect((await twice.reply()).content).toBe('hugo was not blocked.');
  });
});
