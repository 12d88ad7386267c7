import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Actor } from '../../../support/discord-server/index.js';
import { cardOf, cardsIn, startCardApp, type CardApp } from '../../../support/discord/cards.js';
import { eventually } from '../../../support/eventually.js';

let bot: CardApp;

beforeAll(async () => {
  bot = await startCardApp();
});

afterEach(() => bot.discord.faults.clear());

afterAll(async () => {
  await bot.close();
});

const about = (actor: Actor) => ({ subject: { type: 'user', id: actor.id, name: actor.username } as const });

/** All that someone can read anywhere in the guild. */
function seenBy(actor: Actor): string {
  const { channels, general, help } = bot;
  const places = [...Object.values(channels), general, help].flatMap((channel) => [
    channel,
    ...channel.threads,
  ]);
  return places
    .flatMap((place) => [
      place.visibleTo(actor) ? place.name : '',
      ...place.messagesFor(actor).map(({ text }) => text),
    ])
    .join('\n');
}

describe('I8: who is party to a ticket', () => {
  it('sees no card and no thread of it as a moderator, whom a member reported', async () => {
    const mod = bot.staff('reported');
    const flagged = await bot.flag({
      kind: 'report',
      ...about(mod),
      reporter: { id: bot.member('tom').id, name: 'tom' },
      text: 'abuse of power by the moderator',
    });
    await cardOf(bot.channels.escalation, flagged);
    await eventually(async () => {
      expect((await bot.read(`/tickets/${flagged.ticketId}/discord`))['pending']).toBe(false);
    });
    expect(seenBy(mod)).not.toContain('abuse of power');
    expect(seenBy(mod)).not.toContain(`#${flagged.ticketNumber} `);
    const token = await bot.docket.moderator(mod.id);
    const { status } = await fetch(
      `${bot.app.url}/v1/guilds/${bot.guild.id}/tickets/${flagged.ticketNumber}/discord`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(status).toBe(404);
  });

  it('sees none of it as a senior who reports', async () => {
    const senior = bot.staff('reporting', 'senior');
    const flagged = await bot.flag({
      kind: 'report',
      subject: { type: 'user', id: '100000000000000011', name: null },
      reporter: { id: senior.id, name: 'reporting' },
      text: 'reported by a senior',
    });
    await cardOf(bot.channels.restricted, flagged);
    expect(seenBy(senior)).not.toContain('reported by a senior');
  });

  it('has no card anywhere when they see every channel, and the ticket says why', async () => {
    const flagged = await bot.flag({ ...about(bot.guild.owner), text: 'about the owner' });
    await eventually(async () => {
      const { channelId, failure } = await bot.read(`/tickets/${flagged.ticketId}/discord`);
      expect(channelId).toBeNull();
      expect(failure).toMatchObject({ code: 'parties_see_all', refused: false });
    });
    expect(seenBy(bot.guild.owner)).not.toContain('about the owner');
  });

  it('takes the card away from someone who becomes party to it, with its thread', async () => {
    const mod = bot.staff('late');
    const subject = { type: 'user', id: '100000000000000012', name: null } as const;
    const key = { correlationKey: 'late-party', subject };
    const flagged = await bot.flag({ ...key, text: 'first words' });
    const card = await cardOf(bot.channels.review, flagged);
    const thread = await bot.channels.review.thread(({ id }) => id === card.id);
    bot.staff('other').sendMessage(thread, 'what we talk about');
    expect(seenBy(mod)).toContain('what we talk about');
    await bot.flag({ ...key, kind: 'report', reporter: { id: mod.id, name: 'late' }, text: 'my own report' });
    await cardOf(bot.channels.escalation, flagged);
    await bot.discord.waitFor(() => card.deleted && thread.deleted, {
      what: 'the old card and thread to go',
    });
    expect(seenBy(mod)).not.toMatch(/first words|what we talk about|my own report/);
    expect(cardsIn(bot.channels.review).filter(({ text }) => text.includes('first words'))).toEqual([]);
  });

  it('takes the card away from someone who gets a role that sees it', async () => {
    const mina = bot.member('mina');
    const flagged = await bot.flag({ ...about(mina), text: 'about mina' });
    const card = await cardOf(bot.channels.review, flagged);
    bot.guild.owner.setRoles(mina, [bot.roles.moderator]);
    await cardOf(bot.channels.escalation, flagged);
    expect(card.deleted).toBe(true);
    expect(seenBy(mina)).not.toContain('about mina');
  });

  it('takes the card away when the channel is opened to them', async () => {
    const omar = bot.member('omar');
    const flagged = await bot.flag({ ...about(omar), text: 'about omar' });
    const card = await cardOf(bot.channels.review, flagged);
    bot.channels.review.allow(omar, PermissionFlagsBits.ViewChannel);
    await cardOf(bot.channels.escalation, flagged);
    expect(card.deleted).toBe(true);
    expect(seenBy(omar)).not.toContain('about omar');
  });
});
