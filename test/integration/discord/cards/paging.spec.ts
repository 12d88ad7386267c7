import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChannelHandle } from '../../../support/discord-server/index.js';
import { cardOf, startCardApp, type CardApp } from '../../../support/discord/cards.js';
import { eventually } from '../../../support/eventually.js';

let bot: CardApp;

beforeAll(async () => {
  bot = await startCardApp();
});

afterAll(async () => {
  await bot.close();
});

const pagesIn = (...places: ChannelHandle[]) =>
  places.flatMap(({ messages }) => messages).filter(({ pings }) => pings.roles.length > 0);

async function settled(ticketId: string): Promise<Record<string, unknown>> {
  return eventually(async () => {
    const shown = await bot.read(`/tickets/${ticketId}/discord`);
    expect(shown['pending']).toBe(false);
    return shown;
  });
}

describe('an escalation', () => {
  it('moves the card, links the talk so far, and pings the senior role once', async () => {
    const senior = bot.staff('sena', 'senior');
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000021', name: null } });
    const { review, escalation } = bot.channels;
    const before = await cardOf(review, flagged);
    const talk = await review.thread(({ id }) => id === before.id);
    bot.staff('mara').sendMessage(talk, 'I am not sure');
    await bot.give(flagged.ticketId, 'escalate', { reason: 'Beyond me' });

    const card = await cardOf(escalation, flagged);
    expect(before.deleted).toBe(true);
    expect(card.text).toContain(`<#${talk.id}>`);
    expect(talk.state).toMatchObject({ archived: true, locked: true });
    const thread = await escalation.thread(({ id }) => id === card.id);
    const page = await thread.message(({ pings }) => pings.roles.includes(bot.roles.senior.id));
    expect(page.pings).toMatchObject({ everyone: false, here: false, roles: [bot.roles.senior.id] });
    expect(page.pings.people).toContain(senior.id);
    expect(page.buttons.map(({ label }) => label)).toEqual(['Claim', 'History', 'Open the card']);

    await bot.give(flagged.ticketId, 'note', { text: 'Nothing new' });
    await bot.give(flagged.ticketId, 'claim');
    await settled(flagged.ticketId);
    expect(pagesIn(escalation, thread)).toHaveLength(1);
    const { pages } = await bot.read(`/tickets/${flagged.ticketId}/discord`);
    expect(pages).toMatchObject([{ messageId: page.id }]);
  });

  it('pings no second time when the answer to the first is lost', async () => {
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000022', name: null } });
    await cardOf(bot.channels.review, flagged);
    await settled(flagged.ticketId);
    bot.discord.faults.loseAnswer(
      ({ route, body }) =>
        route === 'POST /channels/{channel_id}/messages' && JSON.stringify(body).includes('<@&'),
    );
    await bot.give(flagged.ticketId, 'escalate', { reason: 'Beyond me' });
    await cardOf(bot.channels.escalation, flagged);
    const shown = await settled(flagged.ticketId);
    expect(bot.discord.faults.pending).toBe(0);
    const threadId = shown['threadId'];
    const thread = bot.channels.escalation.threads.find(({ id }) => id === threadId);
    expect(pagesIn(bot.channels.escalation, thread!)).toHaveLength(1);
  });

  it('comes down again to the channel of its stream', async () => {
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000023', name: null } });
    await cardOf(bot.channels.review, flagged);
    await bot.give(flagged.ticketId, 'escalate', { reason: 'Beyond me' });
    const card = await cardOf(bot.channels.escalation, flagged);
    await bot.give(flagged.ticketId, 'deescalate', { reason: 'Was nothing' });
    await bot.discord.waitFor(() => card.deleted, { what: 'the card to leave' });
    expect((await cardOf(bot.channels.review, flagged)).text).toContain('Review');
  });
});
