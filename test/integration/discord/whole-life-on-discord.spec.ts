import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { cardOf } from '../../support/discord/cards.js';
import { pressAnd } from '../../support/discord/press.js';
import { happenedTo, logOf, numberIn } from '../../support/discord/tickets.js';
import { eventually } from '../../support/eventually.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
});

afterAll(async () => {
  await bot.close();
});

describe('the whole life', () => {
  it('of a report: sent, seen, claimed, acted on, and its reporter told no more than they should know', async () => {
    const [lea, tom, mara, nils] = [
      bot.member('lea'),
      bot.member('tom'),
      bot.staff('mara'),
      bot.staff('nils'),
    ];
    const insult = tom.sendMessage(bot.general, 'nobody wants you here');
    const sent = await lea.messageMenu('Report message…', insult);
    await sent.response();
    const thanks = await lea.submitModal(sent, {
      fields: { category: 'harassment', text: 'Again and again' },
    });
    const number = numberIn((await thanks.reply()).text);

    const card = await cardOf(bot.channels.review, { ticketNumber: number });
    expect(card.text).toContain('nobody wants you here');
    expect(card.visibleTo(lea)).toBe(false);
    expect((await pressAnd(mara, card, 'Claim')).text).toContain(`#${number}`);
    await bot.discord.waitFor(() => card.text.includes(`<@${mara.id}>`), { what: 'the owner on the card' });
    expect((await pressAnd(nils, card, 'Resolve', { outcome: 'spam', reason: 'Mine!' })).text).toContain(
      `<@${mara.id}>`,
    );

    const fields = { outcome: 'actioned', reason: 'Insults, third time', action: 'timeout-3600' };
    const asked = await pressAnd(mara, card, 'Resolve', fields);
    expect(tom.member?.timedOutUntil).toBeNull();
    expect((await pressAnd(mara, asked, 'Do it')).text).toContain(`<@${tom.id}> is timed out`);
    expect(tom.member?.timedOutUntil).not.toBeNull();

    const told = await lea.dm.message(({ text }) => text.includes(`#${number}`));
    expect(told.text).toContain('took action');
    expect(told.text).not.toMatch(/time|Insults|tom/i);
    expect(tom.dm.messages.map(({ text }) => text).join()).not.toContain('lea');
    expect((await (await lea.command('status')).reply()).text).toContain(`**#${number}** · Report · done`);
    await bot.discord.waitFor(() => card.text.includes('actioned'), { what: 'the end on the card' });
    expect(await happenedTo(bot, number)).toEqual(['opened', 'claimed', 'resolved', 'action_recorded']);
    expect((await logOf(bot, number)).map(({ actorId }) => actorId).slice(1)).toEqual(
      Array.from({ length: 3 }, () => mara.id),
    );
  });

  it('of a request: asked, answered, woken by the member, answered again and closed', async () => {
    const [pia, mara] = [bot.member('pia'), bot.staff('mara')];
    const asked = await pia.command('ticket', { options: { topic: 'technical' } });
    await asked.response();
    const thanks = await pia.submitModal(asked, { fields: { subject: 'No sound', text: 'It is silent.' } });
    const number = numberIn((await thanks.reply()).text);

    const thread = await bot.help.thread(({ name }) => name.startsWith(`#${number} `));
    await thread.message(({ text }) => text.includes('has reached the team'));
    await bot.discord.waitFor(() => thread.visibleTo(pia), { what: 'the thread with its member in it' });
    expect(thread.visibleTo(bot.member('eve'))).toBe(false);
    const card = await cardOf(bot.channels.support, { ticketNumber: number });
    await pressAnd(mara, card, 'Claim');

    const options = { ticket: String(number), text: 'Which device?' };
    await (await mara.command('reply', { options, in: bot.channels.support })).reply();
    await thread.message(({ text }) => text.includes('Which device'));
    const wait = { ticket: String(number), for: 'member', reason: 'asked for the device' };
    await (await mara.command('wait', { options: wait, in: bot.channels.support })).reply();
    await bot.discord.waitFor(() => card.text.includes('waiting'), { what: 'a card that waits' });
    expect((await (await pia.command('status')).reply()).text).toContain('waiting for your answer');

    pia.sendMessage(thread, 'An old phone');
    await bot.discord.waitFor(() => card.text.includes('open'), { what: 'a card that woke' });
    const last = { ticket: String(number), text: 'Update it, please' };
    await (await mara.command('reply', { options: last, in: bot.channels.support })).reply();
    const fields = { outcome: 'answered', reason: 'Too old a version' };
    await eventually(async () => {
      expect((await pressAnd(mara, card, 'Resolve', fields)).text).toContain('answered');
    });
    const closed = await thread.message(({ text }) => text.includes('is closed'));
    expect(closed.text).toContain('> Too old a version');
    await bot.discord.waitFor(() => thread.state.archived && thread.state.locked, {
      what: 'a thread at rest',
    });
    expect(await happenedTo(bot, number)).toEqual([
      'opened',
      'claimed',
      'replied',
      'waiting',
      'member_replied',
      'woken',
      'replied',
      'resolved',
    ]);
  });

  it('of an emergency: hidden from public channels at once, one call, however many tell of it', async () => {
    const [rick, sena] = [bot.member('rick'), bot.staff('sena', 'senior')];
    const threat = rick.sendMessage(bot.general, 'I know where you live');
    const reports = [];
    for (const name of ['ann', 'ben', 'cem']) {
      const sent = await bot.member(name).messageMenu('Report message…', threat);
      await sent.response();
      const submitted = await bot
        .member(name)
        .submitModal(sent, { fields: { category: 'threats', text: '' } });
      reports.push(numberIn((await submitted.reply()).text));
    }
    const [number] = reports;
    expect(new Set(reports).size).toBe(1);
    const card = await cardOf(bot.channels.escalation, { ticketNumber: number! });
    expect(card.visibleTo(bot.staff('mara'))).toBe(false);
    const thread = await bot.channels.escalation.thread(({ id }) => id === card.id);
    const call = await thread.message(({ pings }) => pings.roles.includes(bot.roles.senior.id));
    await pressAnd(sena, call, 'Claim');
    await bot.discord.waitFor(() => card.text.includes(`<@${sena.id}>`), { what: 'the owner on the card' });
    const calls = [bot.channels.escalation, thread]
      .flatMap(({ messages }) => messages)
      .filter(({ pings, text }) => pings.roles.length > 0 && text.includes(`#${number}`));
    expect(calls.length).toBeLessThanOrEqual(1);
    expect((await happenedTo(bot, number!)).filter((type) => type === 'paged')).toHaveLength(1);
  });
});
