import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardOf, cardsIn, startCardApp, type CardApp } from '../../../support/discord/cards.js';

const EDIT = 'PATCH /channels/{channel_id}/messages/{message_id}';

let bot: CardApp;

beforeAll(async () => {
  bot = await startCardApp();
});

afterAll(async () => {
  await bot.close();
});

describe('the card of a ticket', () => {
  it('comes up in the channel of its stream, with a thread for talk', async () => {
    const flagged = await bot.flag({ text: 'rude words' });
    const { review } = bot.channels;
    const card = await cardOf(review, flagged);
    expect(card.text).toContain('rude words');
    expect(card.buttons.map(({ label }) => label)).toEqual([
      'Claim',
      'Wait',
      'Escalate',
      'Resolve',
      'Note',
      'Act…',
      'History',
    ]);
    const thread = await review.thread();
    expect(thread.name).toMatch(new RegExp(`^#${flagged.ticketNumber} · `));
    expect(thread.id).toBe(card.id);
  });

  it('is edited in place when the ticket changes, and its thread archived when it is resolved', async () => {
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000002', name: 'Two' } });
    const { review } = bot.channels;
    const card = await cardOf(review, flagged);
    await bot.give(flagged.ticketId, 'claim');
    await bot.discord.waitFor(() => card.text.includes('<@700000000000000001>'), { what: 'the owner' });
    expect(card.buttons[0]?.label).toBe('Release');
    await bot.give(flagged.ticketId, 'resolve', { outcome: 'no_violation', reason: 'Was *friendly*' });
    await bot.discord.waitFor(() => card.text.includes('no violation'), { what: 'the outcome' });
    expect(card.text).toContain('> Was \\*friendly\\*');
    expect(card.buttons.map(({ label }) => label)).toEqual(['Note', 'History']);
    expect(cardsIn(review).filter(({ id }) => id === card.id)).toHaveLength(1);
    const thread = review.threads.find(({ id }) => id === card.id);
    await bot.discord.waitFor(() => thread?.state.archived, { what: 'the archived thread' });

    await bot.give(flagged.ticketId, 'reopen', { reason: 'There is more' });
    await bot.discord.waitFor(() => thread?.state.archived === false, { what: 'the open thread' });
    expect(thread?.name).toMatch(new RegExp(`^#${flagged.ticketNumber} · `));
  });

  it('is edited once for a burst of changes', async () => {
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000003', name: 'Three' } });
    const card = await cardOf(bot.channels.review, flagged);
    await bot.discord.waitFor(() => bot.channels.review.threads.some(({ id }) => id === card.id), {
      what: 'the thread',
    });
    const before = bot.discord.requestsTo(EDIT).length;
    for (let i = 0; i < 10; i += 1) await bot.give(flagged.ticketId, 'tag', { add: [`t${i}`] });
    await bot.discord.waitFor(() => card.text.includes('t9'), { what: 'the last tag' });
    expect(bot.discord.requestsTo(EDIT).length - before).toBeLessThanOrEqual(3);
  });
});
