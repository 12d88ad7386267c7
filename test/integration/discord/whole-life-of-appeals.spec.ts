import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLogEvent } from 'discord.js';
import { Database } from '#platform';
import { call } from '../../support/call.js';
import type { Actor } from '../../support/discord-server/index.js';
import { BOT_PERMISSIONS } from '../../support/discord-server/options.js';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { actOn } from '../../support/discord/members.js';
import { cardOf } from '../../support/discord/cards.js';
import { pressAnd } from '../../support/discord/press.js';
import { logOf, numberIn } from '../../support/discord/tickets.js';
import { eventually } from '../../support/eventually.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
});

afterAll(async () => {
  await bot.close();
});

/** Reports somebody, and has a moderator act on it from the card; answers the action. */
async function isActedOn(member: Actor, who: Actor, action: string): Promise<string> {
  const message = member.sendMessage(bot.general, `rude words of ${member.username}`);
  const thanks = await (await bot.member('lea').messageMenu('Report message', message)).reply();
  const card = await cardOf(bot.channels.review, { ticketNumber: numberIn(thanks.text) });
  const asked = await pressAnd(who, card, 'Act…', { action, reason: 'Rude' });
  await pressAnd(who, asked, 'Do it');
  const [row] = await bot.app.app
    .get(Database)
    .query<{ id: string }>('SELECT id FROM actions WHERE guild_id = $1 AND subject_id = $2', [
      bot.guild.id,
      member.id,
    ]);
  return row!.id;
}

/** In direct messages, as who is banned or timed out can use no commands of the guild. */
async function appeals(member: Actor, actionId: string): Promise<number> {
  const servers = await (await member.command('appeal', { in: member.dm })).reply();
  const list = await (await member.press(servers, `appeal-in:${bot.guild.id}`)).reply();
  const modal = await member.select(list, `pick-action:${bot.guild.id}`, [actionId]);
  await modal.response();
  const fields = { answer0: 'It was a joke', answer1: 'We are friends' };
  return numberIn((await (await member.submitModal(modal, { fields })).reply()).text);
}

const overturned = { outcome: 'overturned', reason: 'They are friends indeed' };

const notesOn = async (number: number): Promise<string[]> =>
  (await logOf(bot, number))
    .filter(({ type }) => type === 'ticket.noted')
    .map(({ payload: { text } }) => (typeof text === 'string' ? text : ''));

/** A senior overturns over the API. */
async function overturns(number: number): Promise<void> {
  const path = `/v1/guilds/${bot.guild.id}/tickets/${number}`;
  const token = await bot.docket.moderator(bot.staff('otto', 'senior').id, 'senior');
  const { body } = await call(bot.app, 'GET', path, token);
  const given = { version: body['version'], ...overturned };
  expect(await call(bot.app, 'POST', `${path}/resolve`, token, given)).toMatchObject({ status: 200 });
}

describe('the whole life of an appeal', () => {
  it('against a timeout: not by who decided it, taken back on Discord once, and its member told why', async () => {
    const [tom, mara, vera] = [bot.member('tom'), bot.staff('mara', 'senior'), bot.staff('vera', 'senior')];
    const actionId = await isActedOn(tom, mara, 'timeout-86400');
    expect(tom.member?.timedOutUntil).not.toBeNull();
    await expect(tom.command('appeal')).rejects.toThrow('timed out');

    const number = await appeals(tom, actionId);
    const card = await cardOf(bot.channels.appeal, { ticketNumber: number });
    expect(card.text).toContain('> It was a joke');
    const thread = await bot.help.thread(({ name }) => name.startsWith(`#${number} `));
    await bot.discord.waitFor(() => thread.visibleTo(tom), { what: 'the thread with its member in it' });
    expect((await pressAnd(mara, card, 'Resolve', { ...overturned, waiver: '' })).text).toContain(
      'decided what this appeal contests',
    );
    expect(tom.member?.timedOutUntil).not.toBeNull();

    await pressAnd(vera, card, 'Resolve', { ...overturned, waiver: '' });
    await bot.discord.waitFor(() => tom.member?.timedOutUntil === null, { what: 'the end of the timeout' });
    const told = await thread.message(({ text }) => text.includes('was taken back'));
    expect(told.text).toContain('> They are friends indeed');
    await eventually(async () =>
      expect(await notesOn(number)).toEqual([`The timeout of ${tom.id} is lifted on Discord.`]),
    );
    const entry = bot.guild.auditLog.findLast(({ target_id }) => target_id === tom.id);
    expect(entry?.reason).toContain(`Docket #${number} by ${vera.id}: the appeal against it was overturned`);
    expect(entry?.reason).toContain(`/${bot.channels.appeal.id}/${card.id}`);
  });

  it('against a ban: unbanned once although Discord fails in between, and the reviewers know that nobody was told', async () => {
    const [udo, vera] = [bot.member('udo'), bot.staff('vera', 'senior')];
    const actionId = await isActedOn(udo, vera, 'ban-0');
    const number = await appeals(udo, actionId);
    const UNBAN = 'DELETE /guilds/{guild_id}/bans/{user_id}';
    bot.discord.faults.serverError(UNBAN, { times: 2 });
    bot.discord.faults.loseAnswer(UNBAN);
    await overturns(number);
    await bot.discord.waitFor(() => bot.guild.bans.every(({ user }) => user.id !== udo.id), {
      what: 'the unban',
      timeout: 30_000,
    });
    await eventually(async () => {
      const notes = await notesOn(number);
      expect(notes).toContain(`The ban of ${udo.id} is lifted on Discord.`);
      expect(notes.filter((note) => note.startsWith('Undelivered: '))).not.toEqual([]);
    }, 30_000);
    const unbans = bot.guild.auditLog.filter(
      ({ action_type, target_id }) => action_type === AuditLogEvent.MemberBanRemove && target_id === udo.id,
    );
    expect(unbans).toHaveLength(1);
  });
});

describe('an overturned appeal', () => {
  it('leaves a ban alone that somebody decided once more', async () => {
    const wim = bot.member('wim-banned-twice');
    const actionId = await actOn(bot, wim, { type: 'ban', durationSeconds: null });
    await actOn(bot, wim, { type: 'ban', durationSeconds: null, at: new Date() });
    bot.guild.owner.ban(wim);
    const number = await appeals(wim, actionId);
    await overturns(number);
    await eventually(async () =>
      expect((await notesOn(number)).join()).toContain('another decision of the kind holds'),
    );
    expect(bot.guild.bans.map(({ user }) => user.id)).toContain(wim.id);
  });

  it('says so when Discord refuses, and asks no second time', async () => {
    const xaver = bot.member('xaver');
    bot.guild.owner.timeout(xaver, { forMs: 3_600_000 });
    const actionId = await eventually(async () => {
      const rows = await bot.app.app
        .get(Database)
        .query<{ id: string }>('SELECT id FROM actions WHERE guild_id = $1 AND subject_id = $2', [
          bot.guild.id,
          xaver.id,
        ]);
      expect(rows).toHaveLength(1);
      return rows[0]!.id;
    });
    const number = await appeals(xaver, actionId);
    bot.guild.setBotPermissions(BOT_PERMISSIONS.filter((one) => one !== 'ModerateMembers'));
    const tried = (): number =>
      bot.discord
        .requestsTo('PATCH /guilds/{guild_id}/members/{user_id}')
        .filter(({ path }) => path.includes(xaver.id)).length;
    const before = tried();
    try {
      await overturns(number);
      await eventually(async () => expect((await notesOn(number)).join()).toContain('is NOT lifted'));
    } finally {
      bot.guild.setBotPermissions(BOT_PERMISSIONS);
    }
    expect(tried() - before).toBe(1);
    expect(xaver.member?.timedOutUntil).not.toBeNull();
  });

  it('has nothing to lift where the timeout is over, and says that roles are set by hand', async () => {
    const [yan, zoe] = [bot.member('yan'), bot.member('zoe')];
    for (const [member, type, said] of [
      [yan, 'timeout', 'was not in force'],
      [zoe, 'role_change', 'Set them by hand'],
    ] as const) {
      const number = await appeals(member, await actOn(bot, member, { type, durationSeconds: 60 }));
      await overturns(number);
      await eventually(async () => expect((await notesOn(number)).join()).toContain(said));
    }
  });
});
