import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { CatchUps } from '../../../src/discord/intake/catch-up/catch-ups.js';
import { IntakeProblems } from '../../../src/discord/intake/intake-problems.js';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { changeSource } from '../../support/discord/change-source.js';
import { actionsOf, type ActionSeen } from '../../support/discord/intake-rows.js';
import type { Actor } from '../../support/discord-server/index.js';
import { eventually } from '../../support/eventually.js';

const ENTRY = GatewayDispatchEvents.GuildAuditLogEntryCreate;
const AUDIT_LOG = 'GET /guilds/{guild_id}/audit-logs';

let bot: BotApp;
let mod: Actor;

beforeAll(async () => {
  bot = await startBotApp();
  const role = bot.guild.role('enforcers', {
    permissions: ['BanMembers', 'KickMembers', 'ModerateMembers', 'ManageMessages'],
  });
  role.record.position = 50;
  mod = bot.guild.member('wren', { roles: [role] });
  // The first reading on marks where it begins.
  await readOn();
  await bot.discord.waitForRequest(AUDIT_LOG);
});

afterAll(async () => {
  await bot.close();
});

/** Whoever a test is about; nobody else's actions. */
let kim: Actor;
let count = 0;
beforeEach(() => {
  kim = bot.member(`kim${(count += 1)}`);
});

async function seen(expected: readonly Partial<ActionSeen>[]): Promise<ActionSeen[]> {
  return eventually(async () => {
    const actions = (await actionsOf(bot)).filter(({ subjectId }) => subjectId === kim.id);
    expect(actions).toEqual(expected.map((one) => expect.objectContaining(one) as unknown));
    return actions;
  });
}

/** As when the bot comes back after it was away. */
async function readOn(): Promise<void> {
  await bot.app.app.get(CatchUps, { strict: false }).want([bot.guild.id]);
}

describe('what the audit log says was done', () => {
  it('is on record with who decided it', async () => {
    mod.timeout(kim, { forMs: 600_000, reason: 'shouting' });
    mod.kick(kim, { reason: 'went on' });
    const by = { decidedBy: mod.id, carriedOutBy: mod.id, reversed: false, ticketId: null };
    const [timeout] = await seen([
      { ...by, type: 'timeout', reason: 'shouting' },
      { ...by, type: 'kick', reason: 'went on' },
    ]);
    expect(timeout?.durationSeconds).toBeGreaterThan(590);
    expect(timeout?.durationSeconds).toBeLessThanOrEqual(600);
  });

  it('is taken back when it is taken back there', async () => {
    mod.timeout(kim);
    mod.timeout(kim, { forMs: null });
    mod.ban(kim);
    mod.unban(kim);
    mod.ban(kim, { reason: 'again' });
    await seen([
      { type: 'timeout', reversed: true },
      { type: 'ban', reversed: true },
      { type: 'ban', reversed: false, reason: 'again' },
    ]);
  });

  it('is recorded once when Discord tells it twice, and when it is read again', async () => {
    bot.discord.gateway.repeat(ENTRY);
    mod.kick(kim);
    await seen([{ type: 'kick' }]);
    const before = bot.discord.requestsTo(AUDIT_LOG).length;
    await readOn();
    await bot.discord.waitFor(() => bot.discord.requestsTo(AUDIT_LOG).length > before);
    await seen([{ type: 'kick' }]);
  });

  it('names the moderator behind another bot, and believes no person who names another one', async () => {
    const helper = bot.guild.member('helper-bot', { bot: true, roles: [bot.guild.role('enforcers')] });
    helper.timeout(kim, { reason: `Muted by ${mod.username} (${mod.id}): spam` });
    mod.kick(kim, { reason: `asked for by <@${helper.id}>` });
    await seen([
      { type: 'timeout', decidedBy: mod.id, carriedOutBy: helper.id },
      { type: 'kick', decidedBy: mod.id, carriedOutBy: mod.id },
    ]);
  });

  it('is not recorded again when Docket did it itself', async () => {
    const own = '[docket:0198a000-0000-7000-8000-000000000001]';
    mod.timeout(kim, { reason: `${own} is what anyone can write` });
    const path = `/guilds/${bot.guild.id}/members/${kim.id}`;
    const answer = await fetch(`${bot.discord.apiUrl}/v10${path}`, {
      method: 'DELETE',
      headers: {
        authorization: `Bot ${bot.discord.token}`,
        'x-audit-log-reason': encodeURIComponent(`Scams ${own}`),
      },
    });
    expect(answer.status).toBe(204);
    await readOn();
    await seen([{ type: 'timeout', decidedBy: mod.id }]);
  });

  it('comes in later when it was never told', async () => {
    bot.discord.gateway.lose(ENTRY, 3);
    mod.timeout(kim);
    mod.timeout(kim, { forMs: null });
    mod.ban(kim);
    await readOn();
    await seen([
      { type: 'timeout', reversed: true },
      { type: 'ban', reversed: false },
    ]);
  });

  it('comes in after a session that Discord has forgotten', async () => {
    const sessions = bot.discord.gateway.sessions.length;
    bot.discord.gateway.forgetSessions();
    const back = bot.discord.gateway.outage();
    mod.ban(kim, { reason: 'while the bot was away' });
    back();
    await bot.discord.waitFor(() => bot.discord.gateway.sessions.length > sessions, {
      what: 'a new session',
    });
    await seen([{ type: 'ban', reason: 'while the bot was away', decidedBy: mod.id }]);
  });

  it('comes in with a timeout of AutoMod whose own event was missed, and once where it was not', async () => {
    bot.guild.autoModRule('words', { keywords: ['moonshine'], timeoutSeconds: 60 });
    kim.trySend(bot.general, 'moonshine here');
    await seen([{ type: 'timeout', durationSeconds: 60, carriedOutBy: 'automod' }]);
    const other = kim;
    kim = bot.member('missed');
    bot.discord.gateway.lose(GatewayDispatchEvents.AutoModerationActionExecution, 2);
    kim.trySend(bot.general, 'moonshine there');
    await readOn();
    await seen([{ type: 'timeout', decidedBy: null, carriedOutBy: 'automod', reason: 'AutoMod: words' }]);
    kim = other;
    await seen([{ type: 'timeout', durationSeconds: 60 }]);
  });

  it('is read in pages when there is much of it', async () => {
    bot.discord.gateway.lose(ENTRY, 250);
    for (let i = 0; i < 125; i += 1) {
      mod.timeout(kim);
      mod.timeout(kim, { forMs: null });
    }
    const before = bot.discord.requestsTo(AUDIT_LOG).length;
    await readOn();
    await eventually(async () => {
      const mine = (await actionsOf(bot)).filter(({ subjectId }) => subjectId === kim.id);
      expect(mine).toHaveLength(125);
      expect(mine.every(({ reversed }) => reversed)).toBe(true);
    });
    expect(bot.discord.requestsTo(AUDIT_LOG).length - before).toBeLessThanOrEqual(5);
  });

  it('is left alone while the source is suspended', async () => {
    await changeSource(bot, 'audit_log', { status: 'suspended' });
    mod.timeout(kim);
    await changeSource(bot, 'audit_log', { status: 'approved' });
    mod.kick(kim);
    await seen([{ type: 'kick' }]);
  });

  it('says what is missing when it cannot be read, and tries no more until it is wanted again', async () => {
    bot.discord.faults.refuse(AUDIT_LOG, { status: 403, code: 50_013, message: 'Missing Permissions' });
    await readOn();
    const problems = bot.app.app.get(IntakeProblems, { strict: false });
    await eventually(async () =>
      expect(await problems.of(bot.guild.id)).toEqual([
        { what: 'audit_log', channelId: null, detail: 'Missing Permissions' },
      ]),
    );
    await readOn();
    await eventually(async () => expect(await problems.of(bot.guild.id)).toEqual([]));
  });

  it('comes in although Discord was in trouble meanwhile', async () => {
    bot.discord.gateway.lose(ENTRY);
    mod.kick(kim);
    bot.discord.faults.serverError(AUDIT_LOG, { times: 3 });
    await readOn();
    await seen([{ type: 'kick' }]);
  });
});
