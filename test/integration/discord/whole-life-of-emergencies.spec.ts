import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AutoModerationRuleTriggerType } from 'discord-api-types/v10';
import { startTestApp } from '../../support/app.js';
import type { MessageView } from '../../support/discord-server/actors/message-view.js';
import { cardOf, cardsIn, startCardApp, type CardApp } from '../../support/discord/cards.js';
import { signalsOf, ticketIds } from '../../support/discord/intake-rows.js';
import { pressAnd } from '../../support/discord/press.js';
import { happenedTo } from '../../support/discord/tickets.js';
import { eventually } from '../../support/eventually.js';

const RULES = 'GET /guilds/{guild_id}/auto-moderation/rules';

let bot: CardApp;

beforeAll(async () => {
  bot = await startCardApp();
});

afterAll(async () => {
  await bot.close();
});

/** The card once it says this, and its buttons are those of the ticket as it is now. */
async function saying(card: MessageView, ticketNumber: number, text: string): Promise<void> {
  await bot.discord.waitFor(() => card.text.includes(text), { what: `“${text}” on the card` });
  const { version } = await bot.read(`/tickets/${ticketNumber}`);
  const present = (): boolean =>
    card.buttons.some(({ customId }) => customId?.includes(`:${String(version)}:`));
  await bot.discord.waitFor(present, { what: 'the buttons of the present version' });
}

async function settled(ticketId: string): Promise<void> {
  await eventually(async () => {
    expect(await bot.read(`/tickets/${ticketId}/discord`)).toMatchObject({ pending: false });
  });
}

describe('the whole life', () => {
  it('of an escalation: the seniors are called once, also when the bot is started anew', async () => {
    const [sena, mara] = [bot.staff('sena', 'senior'), bot.staff('mara')];
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000021', name: 'Stranger' } });
    const { review, escalation } = bot.channels;
    const card = await cardOf(review, flagged);
    const answer = await pressAnd(mara, card, 'Escalate', { reason: 'Knows where Lea lives' });
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
      expect((await pressAnd(sena, page, 'Claim')).text).toContain(`#${flagged.ticketNumber}`);
      await saying(above, flagged.ticketNumber, `<@${sena.id}>`);
      await pressAnd(sena, above, 'Note', { text: 'Called the police' });
      await settled(flagged.ticketId);
    } finally {
      await next.close();
    }
    const pages = [escalation, thread].flatMap(({ messages }) => messages);
    expect(pages.filter(({ pings }) => pings.roles.length > 0)).toHaveLength(1);
    expect(await happenedTo(bot, flagged.ticketNumber)).toEqual(
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
    for (const id of tickets) await settled(id);
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
