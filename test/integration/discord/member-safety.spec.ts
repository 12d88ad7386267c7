import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '#platform';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { commandsOf } from '../../support/discord/commands-of.js';
import { setUpGuild } from '../../support/discord/mapping.js';
import { ticketNamed } from '../../support/discord/tickets.js';
import { StoppablePostgres } from '../../support/process/stoppable-postgres.js';

const HOSTILE = '@everyone <@&1> **bold** [safe](https://evil.example) ```\n# Docket: all staff are fired';
const NOBODY = { everyone: false, here: false, roles: [], people: [] };

let postgres: StoppablePostgres;
let bot: BotApp;

beforeAll(async () => {
  postgres = await StoppablePostgres.start();
  await migrate(postgres.url);
  bot = await startBotApp({}, {}, postgres.url);
  await commandsOf(bot);
});

afterAll(async () => {
  await bot.close();
  await postgres.close();
});

describe('I12: hostile text of members', () => {
  it('pings nobody, becomes no markup in any answer, and is kept as it came', async () => {
    await setUpGuild(bot.app, bot.guild.id, {
      appeals: { windowDays: 90, attempts: 2, cooldownDays: 7, questions: [HOSTILE.slice(0, 90)] },
      supportTopics: [{ id: 'other', name: HOSTILE }],
    });
    const eve = bot.member('@everyone **eve**');
    const message = bot.member('[mal](https://evil.example)').sendMessage(bot.general, HOSTILE);
    const menu = await (await eve.messageMenu('Report message', message)).reply();
    expect((await ticketNamed(bot, menu.content)).signals[0]).toMatchObject({ text: HOSTILE });

    const options = { category: 'other', text: HOSTILE };
    const refused = await (await eve.command('report', { options })).reply();
    // Within a code block that its backticks do not end.
    expect(refused.content.match(/```/g)).toHaveLength(2);
    expect(refused.content.endsWith('all staff are fired\n```')).toBe(true);

    const sena = bot.staff('sena', 'senior');
    const block = { user: eve, for: 'day', reason: HOSTILE };
    const blocked = await (await sena.command('block', { options: block })).reply();
    expect(blocked.content).toContain('of \\@everyone \\*\\*eve\\*\\* are not taken');
    expect(blocked.content).not.toContain('fired');

    for (const reply of [menu, refused, blocked]) {
      expect(reply.ephemeral).toBe(true);
      expect(reply.pings).toEqual(NOBODY);
    }
  });
});

describe('I13: Postgres stopped', () => {
  it('answers within three seconds, gives back the words, and takes them when it is there again', async () => {
    const ann = bot.member('ann');
    const rude = bot.member('rude');
    const modal = await ann.userMenu('Report user', rude);
    await modal.response();
    const fields = { category: 'harassment', text: 'He said ```bad``` things\nabout everyone.' };
    await postgres.stop('fast');
    const submit = await ann.submitModal(modal, { fields });
    expect((await submit.response()).afterMs).toBeLessThan(3_000);
    const { content } = await submit.reply();
    expect(Date.now() - submit.record.createdAt).toBeLessThan(3_000);
    expect(content).toMatch(/^This could not be saved, .* Try again in a minute\.\nNothing is lost\./);
    expect(content.replaceAll('\u200B', '')).toContain(fields.text);

    const message = rude.sendMessage(bot.general, 'meh');
    const tap = await (await ann.messageMenu('Report message', message)).reply();
    expect(tap.content).toContain('nothing was changed. Try again in a minute.');

    await postgres.start();
    const again = await ann.userMenu('Report user', rude);
    await again.response();
    const sent = await ann.submitModal(again, { fields });
    expect((await sent.reply()).content).toMatch(/^Thanks, report #\d+/);
  });
});
