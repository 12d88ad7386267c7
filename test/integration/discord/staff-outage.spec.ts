import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '#platform';
import type { InteractionHandle } from '../../support/discord-server/actors/interaction-handle.js';
import { cardOf, startCardApp, type CardApp } from '../../support/discord/cards.js';
import { signalsOf } from '../../support/discord/intake-rows.js';
import { pressAnd, pressLabelled } from '../../support/discord/press.js';
import { happenedTo } from '../../support/discord/tickets.js';
import { eventually } from '../../support/eventually.js';
import { StoppablePostgres } from '../../support/process/stoppable-postgres.js';
import { StoppableRedis } from '../../support/process/stoppable-redis.js';

const FIRST_ANSWER_MS = 3_000;

let postgres: StoppablePostgres;
let redis: StoppableRedis;
let bot: CardApp;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([StoppablePostgres.start(), StoppableRedis.start()]);
  await migrate(postgres.url);
  bot = await startCardApp('senior', { redis: { url: redis.url } }, {}, postgres.url);
});

afterAll(async () => {
  await bot.close();
  await Promise.all([postgres.close(), redis.close()]);
});

/** What a person reads in the end; the first answer came in time. */
async function said(pressed: InteractionHandle): Promise<string> {
  expect((await pressed.response()).afterMs).toBeLessThan(FIRST_ANSWER_MS);
  return (await pressed.reply({ timeout: 20_000 })).text;
}

describe('I13: staff who work while something is away', () => {
  it('Postgres: are told that nothing was changed, nothing is, and what Discord told meanwhile is taken in', async () => {
    const [mara, tom] = [bot.staff('mara'), bot.member('tom')];
    const flagged = await bot.flag({ subject: { type: 'user', id: tom.id, name: 'tom' } });
    const { review } = bot.channels;
    const card = await cardOf(review, flagged);
    bot.guild.autoModRule('words', { keywords: ['moonshine'] });
    const asked = await pressLabelled(mara, card, 'Resolve');
    await asked.response();
    const act = await pressAnd(mara, card, 'Act…', { action: 'timeout-600', reason: 'Rude.' });
    await postgres.stop('fast');

    const ticket = String(flagged.ticketNumber);
    const fields = { outcome: 'actioned', reason: 'Rude.' };
    const tried = [
      await mara.command('claim', { options: { ticket }, in: review }),
      await mara.command('note', { options: { ticket, text: 'Seen before' }, in: review }),
      await mara.command('queue', { in: review }),
      await pressLabelled(mara, card, 'Claim'),
      await pressLabelled(mara, card, 'History'),
      await pressLabelled(mara, act, 'Do it'),
      await mara.submitModal(asked, { fields }),
    ];
    for (const text of await Promise.all(tried.map(said))) {
      expect(text).toMatch(/cannot reach what it needs just now/);
    }
    // An interaction without choices is answered too.
    expect(await mara.autocomplete('claim', 'ticket', ticket, { in: review })).toEqual([]);
    bot.member('per').trySend(bot.general, 'moonshine here');

    await postgres.start();
    await eventually(async () => {
      const heard = (await signalsOf(bot)).filter(({ text }) => text.includes('moonshine'));
      expect(heard).toHaveLength(1);
    }, 60_000);
    expect(tom.member?.timedOutUntil).toBeNull();
    expect(tom.dm.messages).toEqual([]);
    expect(await happenedTo(bot, flagged.ticketNumber)).toEqual(['opened']);
    expect(await said(await pressLabelled(mara, card, 'Claim'))).toContain(`#${ticket}`);
  }, 120_000);

  it('Redis: work on as if nothing were, and the cards follow once it is back', async () => {
    const mara = bot.staff('mara');
    const flagged = await bot.flag({ subject: { type: 'user', id: '100000000000000007', name: 'Seven' } });
    const { review } = bot.channels;
    const card = await cardOf(review, flagged);
    await redis.close();

    const ticket = String(flagged.ticketNumber);
    expect(await said(await mara.command('claim', { options: { ticket }, in: review }))).toContain(
      `#${ticket}`,
    );
    const options = { ticket, text: 'Seen before' };
    expect(await said(await mara.command('note', { options, in: review }))).toContain('Your note is on');
    expect(await said(await mara.command('queue', { in: review }))).toContain('Review');
    expect(await said(await pressLabelled(mara, card, 'History'))).not.toContain('cannot reach');
    expect(await happenedTo(bot, flagged.ticketNumber)).toEqual(['opened', 'claimed', 'noted']);

    await redis.start();
    await bot.discord.waitFor(() => card.text.includes(`<@${mara.id}>`), {
      what: 'the owner on the card',
      timeout: 90_000,
    });
  }, 150_000);
});
