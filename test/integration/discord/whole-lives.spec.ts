import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AutoModerationRuleTriggerType } from 'discord-api-types/v10';
import { startTestApp } from '../../support/app.js';
import type { MessageView } from '../../support/discord-server/actors/message-view.js';
import type { Actor, ChannelHandle } from '../../support/discord-server/index.js';
import { cardOf, cardsIn, startCardApp, type CardApp } from '../../support/discord/cards.js';
import { pressAndFill, pressLabelled } from '../../support/discord/filled-modal.js';
import { signalsOf, ticketIds } from '../../support/discord/intake-rows.js';
import { logOf, numberIn, ticketNamed } from '../../support/discord/tickets.js';
import { eventually } from '../../support/eventually.js';

const RULES = 'GET /guilds/{guild_id}/auto-moderation/rules';

let bot: CardApp;

beforeAll(async () => {
  bot = await startCardApp();
});

afterAll(async () => {
  await bot.close();
});

async function says(who: Actor, message: MessageView, label: string): Promise<string> {
  return (await (await pressLabelled(who, message, label)).reply()).text;
}

/** The card of a ticket once it says this, and its buttons are those of the ticket as it is now. */
async function cardSaying(channel: ChannelHandle, ticketNumber: number, text: string): Promise<MessageView> {
  const card = await cardOf(channel, { ticketNumber });
  await bot.discord.waitFor(() => card.text.includes(text), { what: `“${text}” on the card` });
  const { version } = await bot.read(`/tickets/${ticketNumber}`);
  const present = (): boolean =>
    card.buttons.some(({ customId }) => customId?.includes(`:${String(version)}:`));
  await bot.discord.waitFor(present, { what: 'the buttons of the present version' });
  return card;
}

async function happenedOn(ticketNumber: number): Promise<string[]> {
  return (await logOf(bot, ticketNumber)).map(({ type }) => type.replace('ticket.', ''));
}

describe('the whole life', () => {
  it('of a report: seen, claimed, acted on, closed; its reporter learns that, and not what was done', async () => {
    const [lea, rude, mara] = [bot.member('lea'), bot.member('rude'), bot.staff('mara')];
    const insult = rude.sendMessage(bot.general, 'you absolute walnut');
    const thanks = await (await lea.messageMenu('Report message', insult)).reply();
    expect(thanks.ephemeral).toBe(true);
    const number = numberIn(thanks.text);

    const card = await cardOf(bot.channels.review, { ticketNumber: number });
    expect(card.text).toContain('you absolute walnut');
    expect(await says(mara, card, 'Claim')).toContain(`#${number}`);
    await cardSaying(bot.channels.review, number, `<@${mara.id}>`);

    const how = { outcome: 'actioned', reason: 'Insulted Lea in general', action: 'timeout-3600' };
    const asked = await pressAndFill(mara, card, 'Resolve', how);
    expect(rude.member?.timedOutUntil).toBeNull();
    expect(await says(mara, asked, 'Do it')).toContain('is timed out');
    expect(rude.member?.timedOutUntil).not.toBeNull();
    expect((await rude.dm.message()).text).toContain('Insulted Lea in general');

    const told = await lea.dm.message(({ text }) => text.includes(`#${number}`));
    expect(told.text).toContain('The team looked at it and took action');
    expect(told.text).not.toMatch(/time|Insulted|rude/i);
    await cardSaying(bot.channels.review, number, '**actioned**');
    expect(card.buttons.map(({ label }) => label)).toEqual(['Note', 'History']);
    expect((await (await lea.command('status')).reply()).text).toContain(`**#${number}** · Report · done`);
    expect(await happenedOn(number)).toEqual(['opened', 'claimed', 'resolved', 'action_recorded']);
  });

  it('of a request: a private thread, an answer, a question that the member answers, and an end', async () => {
    const [pia, mara] = [bot.member('pia'), bot.staff('mara')];
    const handle = await pia.command('ticket', { options: { topic: 'technical' } });
    await handle.response();
    const fields = { subject: 'No sound', text: 'The stage is silent.' };
    const number = numberIn((await (await pia.submitModal(handle, { fields })).reply()).text);

    const thread = await bot.help.thread(({ name }) => name.startsWith(`#${number} `));
    await bot.discord.waitFor(() => thread.visibleTo(pia), { what: 'the member in their thread' });
    expect(thread.visibleTo(bot.member('eve'))).toBe(false);

    const card = await cardOf(bot.channels.support, { ticketNumber: number });
    await says(mara, card, 'Claim');
    await cardSaying(bot.channels.support, number, `<@${mara.id}>`);
    const reply = { text: 'Which device is it?', ticket: String(number) };
    await (await mara.command('reply', { options: reply, in: bot.channels.support })).reply();
    await thread.message(({ text }) => text.includes('Which device is it?'));
    await cardSaying(bot.channels.support, number, '**open**');
    const waits = await pressAndFill(mara, card, 'Wait', { for: 'member' });
    expect(waits.text).toContain('waits for the member');
    await cardSaying(bot.channels.support, number, '**waiting**');

    pia.sendMessage(thread, 'A phone');
    await cardSaying(bot.channels.support, number, '**open**');
    await pressAndFill(mara, card, 'Resolve', { outcome: 'answered', reason: 'Unmute the stage' });
    const closed = await thread.message(({ text }) => text.includes('is closed'));
    expect(closed.text).toContain('> Unmute the stage');
    await bot.discord.waitFor(() => thread.state.archived && thread.state.locked, {
      what: 'a closed thread',
    });
    expect(await happenedOn(number)).toEqual([
      'opened',
      'claimed',
      'replied',
      'waiting',
      'member_replied',
      'woken',
      'resolved',
    ]);
  });

  it('of an appeal: who decided may not decide it, another takes the decision back, and the member is told', async () => {
    const police = bot.guild.role('police', { permissions: ['ModerateMembers'] });
    const vera = bot.guild.member('vera', { roles: [bot.roles.senior, police] });
    const [tara, sena] = [bot.member('tara'), bot.staff('sena', 'senior')];
    vera.timeout(tara, { forMs: 600_000, reason: 'Spoilers' });
    await expect(tara.command('appeal')).rejects.toThrow('timed out');
    bot.discord.clock.advance(600_001);
    const list = await eventually(async () => {
      const shown = await (await tara.command('appeal')).reply();
      expect(JSON.stringify(shown.raw.components)).toContain('Timeout');
      return shown;
    });
    const option = /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(list.raw.components))?.[1] ?? '';
    const modal = await tara.select(list, 'pick-action', [option]);
    await modal.response();
    const fields = { answer0: 'It was the trailer', answer1: 'Everybody had seen it' };
    const number = numberIn((await (await tara.submitModal(modal, { fields })).reply()).text);

    const card = await cardOf(bot.channels.appeal, { ticketNumber: number });
    expect(card.text).toContain('It was the trailer');
    const overturned = { outcome: 'overturned', reason: 'The trailer is public' };
    const refused = await pressAndFill(vera, card, 'Resolve', overturned);
    expect(refused.text).toContain('You decided what this appeal contests');
    expect((await ticketNamed(bot, `#${number}`)).ticket).toMatchObject({ status: 'open' });
    const done = await pressAndFill(sena, card, 'Resolve', overturned);
    expect(done.text).toContain('is resolved: **overturned**');
    const thread = await bot.help.thread(({ name }) => name.startsWith(`#${number} `));
    const told = await thread.message(({ text }) => text.includes('is closed'));
    expect(thread.visibleTo(tara)).toBe(true);
    expect(told.text).toContain('The decision you contested was taken back.');
    expect(told.text).toContain('> The trailer is public');
    expect(told.text).not.toContain('sena');
    expect(await happenedOn(number)).toEqual(['opened', 'resolved']);
  });

  it('of an escalation: the seniors are called once, also when the bot is started anew', async () => {
    const [sena, mara] = [bot.staff('sena', 'senior'), bot.staff('mara')];
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000021', name: 'Stranger' } });
    const { review, escalation } = bot.channels;
    const card = await cardOf(review, flagged);
    const answer = await pressAndFill(mara, card, 'Escalate', { reason: 'Knows where Lea lives' });
    expect(answer.text).toContain('A senior takes it from here');

    const above = await cardOf(escalation, flagged);
    expect(card.deleted).toBe(true);
    const thread = await escalation.thread(({ id }) => id === above.id);
    const page = await thread.message(({ pings }) => pings.roles.includes(bot.roles.senior.id));
    const next = await startTestApp(
      { discord: bot.app.config.discord, database: bot.app.config.database },
      bot.app.databaseUrl,
    );
    try {
      await bot.discord.waitFor(() => bot.discord.gateway.connected.length === 2, {
        what: 'the next process',
      });
      expect(await says(sena, page, 'Claim')).toContain(`#${flagged.ticketNumber}`);
      await cardSaying(escalation, flagged.ticketNumber, `<@${sena.id}>`);
      await pressAndFill(sena, above, 'Note', { text: 'Called the police' });
      await eventually(async () => {
        const { pending } = await bot.read(`/tickets/${flagged.ticketId}/discord`);
        expect(pending).toBe(false);
      });
    } finally {
      await next.close();
    }
    const pages = [escalation, thread].flatMap(({ messages }) => messages);
    expect(pages.filter(({ pings }) => pings.roles.length > 0)).toHaveLength(1);
    expect(await happenedOn(flagged.ticketNumber)).toEqual(
      expect.arrayContaining(['opened', 'escalated', 'claimed', 'noted']),
    );
  });

  it('of a raid: five hundred flags are a few tickets and messages, and the first card is there in seconds', async () => {
    const trigger = AutoModerationRuleTriggerType.Spam;
    bot.guild.autoModRule('raiders', { keywords: ['join us'], trigger });
    const { escalation } = bot.channels;
    const before = { requests: bot.discord.requests.length, cards: cardsIn(escalation).length };
    const started = Date.now();
    for (let i = 0; i < 500; i += 1) {
      bot.member(`raider${i % 100}`).trySend(bot.general, `join us now ${'x'.repeat(i % 7)}`);
    }
    await bot.discord.waitFor(() => cardsIn(escalation).length > before.cards, { what: 'the first card' });
    expect(Date.now() - started).toBeLessThan(10_000);
    const raid = await eventually(async () => {
      const found = (await signalsOf(bot)).filter(({ text }) => text.startsWith('join us now'));
      expect(found).toHaveLength(500);
      return found;
    });
    expect(raid.filter(({ category }) => category === 'raid').length).toBeGreaterThan(480);
    const tickets = ticketIds(raid);
    expect(tickets.length).toBeLessThanOrEqual(15);
    await eventually(async () => {
      for (const id of tickets)
        expect(await bot.read(`/tickets/${id}/discord`)).toMatchObject({ pending: false });
    });
    const since = bot.discord.requests.slice(before.requests);
    const changing = since.filter(({ method }) => method !== 'GET');
    expect(changing.length).toBeLessThan(8 * tickets.length);
    // Everyone is asked for once; no place is knocked at again and again.
    expect(since.length - changing.length).toBeLessThan(150);
    expect(since.filter(({ route }) => route === RULES).length).toBeLessThanOrEqual(1);
    const refused = since.filter(({ status }) => status >= 400).map(({ status }) => status);
    expect(refused.filter((status) => status !== 429)).toEqual([]);
    expect(refused.length).toBeLessThan(tickets.length);
  });
});
