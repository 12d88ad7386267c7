import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cardOf, cardsIn, startCardApp, type CardApp } from '../../../support/discord/cards.js';
import { setUpGuild } from '../../../support/discord/mapping.js';
import { eventually } from '../../../support/eventually.js';

const SEND = 'POST /channels/{channel_id}/messages';

let bot: CardApp;
let number = 100000000000000100n;

beforeAll(async () => {
  bot = await startCardApp();
});

afterEach(() => bot.discord.faults.clear());

afterAll(async () => {
  await bot.close();
});

const flag = () => bot.flag({ subject: { type: 'user', id: String((number += 1n)), name: null } });

const flagEscalated = () =>
  bot.flag({
    category: 'threats',
    severity: 'critical',
    subject: { type: 'user', id: String((number += 1n)), name: null },
  });

async function settled(ticketId: string): Promise<Record<string, unknown>> {
  return eventually(async () => {
    const shown = await bot.read(`/tickets/${ticketId}/discord`);
    expect(shown['pending']).toBe(false);
    expect(shown['messageId'] ?? shown['failure']).not.toBeNull();
    return shown;
  }, 60_000);
}

describe('a card', () => {
  it('comes back when somebody deletes it, and its thread too', async () => {
    const flagged = await flag();
    const card = await cardOf(bot.channels.review, flagged);
    await settled(flagged.ticketId);
    bot.guild.owner.delete(card);
    const again = await bot.channels.review.message(
      ({ id, text }) => id !== card.id && text.startsWith(`#${flagged.ticketNumber} `),
    );
    const { threadId } = await settled(flagged.ticketId);
    bot.channels.review.threads.find(({ id }) => id === threadId)?.delete();
    await bot.channels.review.thread(({ id }) => id === again.id);
  });

  it('moves with its ticket although the answer is lost that its old thread is archived', async () => {
    const flagged = await flag();
    await cardOf(bot.channels.review, flagged);
    await settled(flagged.ticketId);
    bot.discord.faults.loseAnswer('PATCH /channels/{channel_id}');
    await bot.give(flagged.ticketId, 'escalate', { reason: 'Beyond me' });
    await cardOf(bot.channels.escalation, flagged);
    expect(await settled(flagged.ticketId)).toMatchObject({ failure: null });
    expect(bot.discord.faults.pending).toBe(0);
  });

  it('I10: is sent once although answers are lost and Discord fails for a while', async () => {
    bot.discord.faults.loseAnswer(SEND);
    bot.discord.faults.serverError(SEND, { times: 3 });
    bot.discord.faults.cut(SEND, 2);
    const flagged = await flag();
    await cardOf(bot.channels.review, flagged);
    const { failure } = await settled(flagged.ticketId);
    expect(failure).toBeNull();
    const title = `#${flagged.ticketNumber} `;
    expect(cardsIn(bot.channels.review).filter(({ text }) => text.startsWith(title))).toHaveLength(1);
  });

  it('that Discord refuses is asked for once, and tried again when permissions change', async () => {
    const before = bot.discord.requestsTo(SEND).length;
    const refused = { status: 403, code: 50_013, message: 'Missing Permissions' };
    bot.discord.faults.refuse(SEND, { ...refused, times: 100 });
    const flagged = [await flag(), await flag(), await flag()];
    for (const { ticketId } of flagged) {
      const { failure } = await settled(ticketId);
      expect(failure).toMatchObject({ code: 'refused', refused: true });
    }
    expect(bot.discord.requestsTo(SEND).length - before).toBeLessThanOrEqual(2);
    bot.discord.faults.clear();
    bot.channels.review.allow(bot.discord.bot, 1n << 10n);
    for (const one of flagged) await cardOf(bot.channels.review, one);
  });

  it('goes without a thread at the limit of the server only when none can make room', async () => {
    const first = await flag();
    await cardOf(bot.channels.review, first);
    await settled(first.ticketId);
    bot.guild.activeThreadLimit = bot.channels.review.threads.filter(({ state }) => !state.archived).length;
    const second = await flag();
    const shown = await settled(second.ticketId);
    expect(shown).toMatchObject({ failure: null });
    const thread = bot.channels.review.threads.find(({ id }) => id === shown['threadId']);
    expect(thread?.state.archived).toBe(false);
    bot.guild.activeThreadLimit = 0;
    const third = await flag();
    expect(await settled(third.ticketId)).toMatchObject({
      threadId: null,
      failure: { code: 'threads_full' },
    });
    bot.guild.activeThreadLimit = 1_000;
  });

  it('says when its channel is gone, and comes up where another one is chosen', async () => {
    const flagged = await flag();
    await cardOf(bot.channels.review, flagged);
    bot.channels.review.delete();
    await eventually(async () => {
      const { failure } = await bot.read(`/tickets/${flagged.ticketId}/discord`);
      expect(failure).toMatchObject({ code: 'channel_gone' });
    });
    const channel = bot.guild.channel('review-2', { onlyFor: [bot.roles.moderator] });
    await setUpGuild(bot.app, bot.guild.id, {
      channels: { review: channel.id, escalation: bot.channels.escalation.id },
    });
    await cardOf(channel, flagged);
  });
});

describe('an outage of Discord', () => {
  it('I10: of ten minutes under load loses nothing and doubles nothing', async () => {
    const anything = () => true;
    const before = cardsIn(bot.channels.escalation).length;
    // Some are taken and their answers lost, then nothing gets through at all.
    bot.discord.faults.loseAnswer(SEND, 3);
    const first = await Promise.all(Array.from({ length: 20 }, () => flagEscalated()));
    await bot.discord.waitFor(() => bot.discord.faults.pending === 0, { what: 'the lost answers' });
    bot.discord.faults.cut(anything, 100_000);
    const second = await Promise.all(Array.from({ length: 20 }, () => flagEscalated()));
    for (const { ticketId } of [...first, ...second]) await bot.give(ticketId, 'tag', { add: ['during'] });
    // Past the time for which Discord remembers nonces.
    bot.discord.clock.advance(600_000);
    bot.discord.faults.clear();
    for (const one of [...first, ...second]) {
      await settled(one.ticketId);
      const card = await cardOf(bot.channels.escalation, one);
      await bot.discord.waitFor(() => card.text.includes('during'), { what: 'the change', timeout: 60_000 });
    }
    expect(cardsIn(bot.channels.escalation).length - before).toBe(40);
    for (const { ticketId } of second) {
      const { pages, threadId } = await bot.read(`/tickets/${ticketId}/discord`);
      const thread = bot.channels.escalation.threads.find(({ id }) => id === threadId);
      expect(thread?.messages.filter(({ pings }) => pings.roles.length > 0)).toHaveLength(
        (pages as []).length,
      );
    }
  });
});

describe('a raid', () => {
  it('of 500 flags makes few messages, an escalation in seconds, and no storm of refused calls', async () => {
    const before = bot.discord.requests.length;
    const invalid = bot.discord.invalidRequests;
    const flags = Array.from({ length: 500 }, (_, i) =>
      bot.flag({ correlationKey: `raid-${i % 5}`, category: 'raid', severity: 'critical' }),
    );
    const [first] = await Promise.all(flags);
    await cardOf(bot.channels.escalation, first!);
    const all = new Set((await Promise.all(flags)).map(({ ticketId }) => ticketId));
    for (const ticketId of all) await settled(ticketId);
    expect(all.size).toBeLessThanOrEqual(5);
    expect(bot.discord.requests.length - before).toBeLessThan(120);
    expect(bot.discord.invalidRequests - invalid).toBeLessThanOrEqual(2);
  });
});
