import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardOf, startCardApp, type CardApp } from '../../../support/discord/cards.js';
import { eventually } from '../../../support/eventually.js';

const EDIT = 'PATCH /channels/{channel_id}/messages/{message_id}';
/** Discord's JSON code: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const TOO_MANY_EDITS_OF_OLD_MESSAGES = 30_046;
const HOURS_MS = 7_200_000;
const CARDS = 8;

let bot: CardApp;

beforeAll(async () => {
  bot = await startCardApp('senior', {}, { behindMs: HOURS_MS });
});

afterAll(async () => {
  await bot.close();
});

describe('cards that are older than an hour', () => {
  it('wait together when Discord limits their edits, and are all brought up to date', async () => {
    const ids = Array.from({ length: CARDS }, (_, i) => `10000000000000010${i % 10}${Math.floor(i / 10)}`);
    const flagged = await Promise.all(
      ids.map((id) => bot.flag({ subject: { type: 'user', id, name: `Subject ${id}` } })),
    );
    const cards = await Promise.all(flagged.map((one) => cardOf(bot.channels.review, one)));
    await eventually(async () => {
      for (const { ticketId } of flagged) {
        expect(await bot.read(`/tickets/${ticketId}/discord`)).toMatchObject({ pending: false });
      }
    }, 30_000);
    bot.discord.clock.advance(HOURS_MS);
    Object.assign(bot.discord.lateEditLimit, { edits: 5, perMs: 4_000 });

    await Promise.all(flagged.map(({ ticketId }) => bot.give(ticketId, 'tag', { add: ['again'] })));
    await bot.discord.waitFor(() => cards.every((card) => card.text.includes('again')), {
      what: 'every card with its tag',
      timeout: 60_000,
    });
    const refused = bot.discord
      .requestsTo(EDIT)
      .filter(({ code }) => code === TOO_MANY_EDITS_OF_OLD_MESSAGES);
    expect(refused.length).toBeGreaterThan(0);
    // Those that were under way when the first was refused; not one for each try.
    expect(refused.length).toBeLessThan(CARDS);
    expect(bot.channels.review.messages.filter(({ embeds }) => embeds.length === 1)).toHaveLength(CARDS);
  });
});
