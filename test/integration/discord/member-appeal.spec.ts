import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { commandsOf } from '../../support/discord/commands-of.js';
import { setUpGuild } from '../../support/discord/mapping.js';
import { actOn, workOn } from '../../support/discord/members.js';
import { ticketNamed } from '../../support/discord/tickets.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
  await commandsOf(bot);
});

afterAll(async () => {
  await bot.close();
});

async function appeal(name: string, actionId: string, answers: Record<string, string>): Promise<string> {
  const member = bot.member(name);
  const list = await (await member.command('appeal')).reply();
  const modal = await member.select(list, 'pick-action', [actionId]);
  await modal.response();
  return (await (await member.submitModal(modal, { fields: answers })).reply()).content;
}

describe('/appeal', () => {
  it('shows what can be appealed, asks the questions and brings the appeal to the reviewers', async () => {
    const tara = bot.member('tara');
    const actionId = await actOn(bot, tara);
    const list = await (await tara.command('appeal')).reply();
    expect(list.ephemeral).toBe(true);
    expect(list.embeds[0]?.fields?.map(({ value }) => value)).toEqual([
      'What happened, from your side?',
      'Why should the decision change?',
    ]);
    const answer = await appeal('tara', actionId, { answer0: 'I was joking', answer1: 'No one was hurt' });
    expect(answer).toMatch(/^Your appeal #\d+ is with the reviewers\./);
    const { ticket, signals } = await ticketNamed(bot, answer);
    expect(ticket).toMatchObject({ kind: 'appeal', stream: 'appeal', contestsActionId: actionId });
    expect(signals[0]).toMatchObject({
      reporterId: tara.id,
      data: {
        actionId,
        attempt: 1,
        answers: [
          { question: 'What happened, from your side?', answer: 'I was joking' },
          { question: 'Why should the decision change?', answer: 'No one was hurt' },
        ],
      },
    });
    const again = await (await tara.command('appeal')).reply();
    expect(again.content).toMatch(
      /^There is no decision on you that can be appealed\.\nTimeout of [\d-]+: under appeal as #\d+$/,
    );
  });

  it('is refused to a second window, with what was written', async () => {
    const uma = bot.member('uma');
    const actionId = await actOn(bot, uma);
    const list = await (await uma.command('appeal')).reply();
    const one = await uma.select(list, 'pick-action', [actionId]);
    const two = await uma.select(list, 'pick-action', [actionId]);
    await Promise.all([one.response(), two.response()]);
    const fields = { answer0: 'first story', answer1: 'please' };
    expect((await (await uma.submitModal(one, { fields })).reply()).content).toContain('Your appeal #');
    const refused = await (await uma.submitModal(two, { fields })).reply();
    expect(refused.content).toMatch(/cannot be appealed now: under appeal as #\d+[^]*first story/);
  });

  it('asks what the guild asks, and keeps the questions as they were', async () => {
    await setUpGuild(bot.app, bot.guild.id, {
      appeals: { windowDays: 90, attempts: 2, cooldownDays: 7, questions: ['Why *you*? @everyone'] },
    });
    const vic = bot.member('vic');
    const actionId = await actOn(bot, vic, { type: 'warn' });
    const list = await (await vic.command('appeal')).reply();
    const modal = await vic.select(list, 'pick-action', [actionId]);
    expect((await modal.response()).modal?.components).toMatchObject([{ label: 'Why *you*? @everyone' }]);
    await setUpGuild(bot.app, bot.guild.id, {
      appeals: { windowDays: 90, attempts: 2, cooldownDays: 7, questions: ['Something new?'] },
    });
    const submit = await vic.submitModal(modal, { fields: { answer0: 'because' } });
    const { signals } = await ticketNamed(bot, (await submit.reply()).content);
    expect(signals[0]).toMatchObject({
      data: { answers: [{ question: 'Why *you*? @everyone', answer: 'because' }] },
    });
  });

  it('waits after a decision, and ends after the last attempt', async () => {
    await setUpGuild(bot.app, bot.guild.id, {
      appeals: { windowDays: 90, attempts: 2, cooldownDays: 7, questions: [] },
    });
    const wim = bot.member('wim');
    const actionId = await actOn(bot, wim);
    const fields = { answer0: 'no', answer1: 'no' };
    await workOn(bot, await appeal('wim', actionId, fields), 'resolve', {
      outcome: 'upheld',
      reason: 'clear',
    });
    expect((await (await wim.command('appeal')).reply()).content).toMatch(/can be appealed again <t:\d+:R>/);
    await setUpGuild(bot.app, bot.guild.id, {
      appeals: { windowDays: 90, attempts: 2, cooldownDays: 0, questions: [] },
    });
    await workOn(bot, await appeal('wim', actionId, fields), 'resolve', {
      outcome: 'upheld',
      reason: 'again',
    });
    expect((await (await wim.command('appeal')).reply()).content).toContain(
      'every appeal against it is decided',
    );
  });

  it('knows only decisions on the one who asks', async () => {
    const actionId = await actOn(bot, bot.member('xena'));
    const yan = bot.member('yan');
    const own = await actOn(bot, yan);
    const list = await (await yan.command('appeal')).reply();
    expect(JSON.stringify(list.raw)).not.toContain(actionId);
    expect(JSON.stringify(list.raw)).toContain(own);
  });
});

describe('appealing in direct messages, where timed-out members can still use commands', () => {
  it('/appeal asks for the server, and goes on as it does there', async () => {
    const tim = bot.member('tim');
    const none = await (await tim.command('appeal', { in: tim.dm })).reply();
    expect(none.content).toBe('There is no decision on you that can be appealed.');
    const actionId = await actOn(bot, tim);
    bot.guild.owner.timeout(tim);
    await expect(tim.command('appeal')).rejects.toThrow('timed out');

    const servers = await (await tim.command('appeal', { in: tim.dm })).reply();
    expect(servers.buttons.map(({ label }) => label)).toEqual(['harbour']);
    const list = await (await tim.press(servers, `appeal-in:${bot.guild.id}`)).reply();
    const modal = await tim.select(list, `pick-action:${bot.guild.id}`, [actionId]);
    await modal.response();
    const fields = { answer0: 'I was joking', answer1: 'No one was hurt' };
    const { content } = await (await tim.submitModal(modal, { fields })).reply();
    const { ticket } = await ticketNamed(bot, content);
    expect(ticket).toMatchObject({ stream: 'appeal', contestsActionId: actionId, subjectId: tim.id });
  });

  it('nothing else works there, and says so', async () => {
    const tia = bot.member('tia');
    await expect(tia.command('status', { in: tia.dm })).rejects.toThrow('status is not offered here.');
  });
});

describe('/panel', () => {
  it('posts buttons that open the same for everybody', async () => {
    const admin = bot.staff('ada', 'admin');
    expect((await (await bot.member('zoe').command('panel')).reply()).content).toContain(
      'needs the role admin',
    );
    const posted = await admin.command('panel', { in: bot.help });
    expect((await posted.reply()).content).toContain('The panel stands in this channel');
    const panel = await bot.help.message(({ buttons }) => buttons.length === 3);
    const zoe = bot.member('zoe');

    const report = await zoe.press(panel, 'panel-report');
    await report.response();
    const noisy = bot.member('noisy');
    const sent = await zoe.submitModal(report, { fields: { user: noisy, category: 'spam', text: 'noise' } });
    const { ticket } = await ticketNamed(bot, (await sent.reply()).content);
    expect(ticket).toMatchObject({ category: 'spam', subjectId: noisy.id });

    const topics = await (await zoe.press(panel, 'panel-help')).reply();
    const modal = await zoe.select(topics, 'pick-topic', ['account']);
    await modal.response();
    const asked = await zoe.submitModal(modal, { fields: { subject: 'Name', text: 'Change it' } });
    expect((await asked.reply()).content).toContain('Thanks, request #');

    const none = await (await zoe.press(panel, 'panel-appeal')).reply();
    expect(none.content).toBe('There is no decision on you that can be appealed.');
    expect(none.ephemeral).toBe(true);
  });
});
