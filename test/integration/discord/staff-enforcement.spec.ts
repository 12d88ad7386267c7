import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLogEvent } from 'discord.js';
import { newId, type Role } from '#kernel';
import type { Ticket } from '#tickets';
import type { Actor } from '../../support/discord-server/index.js';
import { call, type Answer } from '../../support/call.js';
import { BOT_PERMISSIONS } from '../../support/discord-server/options.js';
import { fillIn, pressAnd, pressLabelled } from '../../support/discord/press.js';
import { eventually } from '../../support/eventually.js';
import { startStaffDesk, type StaffDesk } from '../../support/discord/staff-desk.js';
import { DECIDED } from '../../support/ticket-factories.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await startStaffDesk();
});

afterAll(async () => {
  await desk.close();
});

/** Chooses an action on the card, confirms it, and answers what the moderator reads. */
async function acts(who: Actor, ticket: Ticket, action: string, reason = 'Threats.'): Promise<string> {
  const asked = await fillIn(desk, who, 'act', ticket, { action, reason });
  return (await pressAnd(who, asked, 'Do it')).text;
}

function actionsOn(ticket: Ticket): Promise<Record<string, unknown>[]> {
  return desk.database.query(
    `SELECT id, type, subject_id AS "subjectId", reason, decided_by AS "decidedBy", external_id AS "externalId",
       duration_seconds AS "durationSeconds"
     FROM actions WHERE guild_id = $1 AND ticket_id = $2`,
    [desk.guild.id, ticket.id],
  );
}

describe('acting on a member', () => {
  it('asks first: whom, what and why; and does nothing when it is left', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-asked')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const asked = await fillIn(desk, vera, 'act', ticket, {
      action: 'ban-86400',
      reason: 'Threats @everyone',
    });
    expect(asked.text).toContain(
      `**Ban, and delete their messages of the last 1 d**: <@${tom.id}>, for **#${ticket.number}**?`,
    );
    expect(asked.text).toContain('> Threats \\@everyone');
    expect((await pressAnd(vera, asked, 'Leave it')).text).toBe('Nothing was done.');
    expect(desk.guild.bans).toEqual([]);
    expect(await actionsOn(ticket)).toEqual([]);
  });

  it('bans: told beforehand, with the decision in the audit log, recorded on the ticket', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-banned')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const said = await acts(vera, ticket, 'ban-0');
    expect(said).toBe(`<@${tom.id}> is banned. It is recorded on **#${ticket.number}**.`);
    expect(desk.guild.bans.map(({ user }) => user.id)).toContain(tom.id);
    expect(tom.dm.messages.at(-1)?.text).toBe(
      'The team of **harbour** has banned you from the server.\n> Threats\\.\n' +
        'If you think this is wrong, somebody who did not decide it looks at it again:',
    );
    const [action] = await actionsOn(ticket);
    expect(action).toMatchObject({ type: 'ban', subjectId: tom.id, reason: 'Threats.', decidedBy: vera.id });
    const entry = desk.guild.auditLog.find(({ target_id }) => target_id === tom.id);
    expect(entry?.action_type).toBe(AuditLogEvent.MemberBanAdd);
    expect(entry?.reason).toBe(
      `Docket #${ticket.number} by ${vera.id}: Threats. [${String(action?.['externalId'])}]`,
    );
    expect(action?.['externalId']).toBe(`docket:${String(action?.['id'])}`);
    expect((await desk.now(ticket)).status).toBe('open');
    // The notice carries the way to appeal.
    const list = await (await tom.press(tom.dm.messages.at(-1)!, `appeal-in:${desk.guild.id}`)).reply();
    expect(JSON.stringify(list.raw)).toContain(String(action?.['id']));
  });

  it('times out for as long as it says, and kicks', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-paused')];
    const [first, second] = await desk.tickets({ subjectId: tom.id }, { subjectId: tom.id });
    const before = Date.now();
    expect(await acts(desk.staff('mara'), first!, 'timeout-3600')).toContain('is timed out');
    const left = (tom.member?.timedOutUntil ?? 0) - before - 3_600_000;
    expect(Math.abs(left)).toBeLessThan(60_000);
    expect(await actionsOn(first!)).toMatchObject([{ type: 'timeout', durationSeconds: 3_600 }]);
    expect(await acts(vera, second!, 'kick')).toContain('is kicked');
    expect(tom.member).toBeNull();
  });

  it('warns by a message, and says when it did not arrive', async () => {
    const mara = desk.staff('mara');
    const [tom, ole] = [desk.member('tom-warned'), desk.member('ole-closed')];
    ole.closeDms();
    const [first, second] = await desk.tickets({ subjectId: tom.id }, { subjectId: ole.id });
    expect(await acts(mara, first!, 'warn')).toBe(
      `<@${tom.id}> is warned. It is recorded on **#${first!.number}**.`,
    );
    expect(tom.dm.messages.at(-1)?.text).toContain('has warned you');
    expect(await acts(mara, second!, 'warn')).toContain('could not be told');
    const [event] = await desk.database.query<{ payload: object }>(
      `SELECT payload FROM events WHERE guild_id = $1 AND ticket_id = $2 AND type = 'ticket.action_recorded'`,
      [desk.guild.id, second!.id],
    );
    expect(event?.payload).toMatchObject({ toldMember: false });
  });

  it('removes the message that the ticket names', async () => {
    const [mara, tom] = [desk.staff('mara'), desk.member('tom-wrote')];
    const message = tom.sendMessage(desk.general, 'something rude');
    const source = await desk.docket.source();
    const { body } = await call<{ ticketId: string }>(
      desk.app,
      'POST',
      `/v1/guilds/${desk.guild.id}/signals`,
      source.token,
      {
        kind: 'flag',
        category: 'harassment',
        subject: { type: 'user', id: tom.id },
        channelId: desk.general.id,
        messageId: message.id,
        text: 'something rude',
      },
    );
    const [ticket] = await desk.database.query<Ticket>(
      `SELECT id, number, version, kind FROM tickets WHERE guild_id = $1 AND id = $2`,
      [desk.guild.id, body.ticketId],
    );
    expect(await acts(mara, ticket!, 'message_removal')).toContain('The message is removed.');
    expect(message.deleted).toBe(true);
    expect(await actionsOn(ticket!)).toMatchObject([{ type: 'message_removal', subjectId: tom.id }]);
    const again = { ...ticket!, ...(await desk.now(ticket!)), id: ticket!.id, kind: ticket!.kind };
    const said = await fillIn(desk, mara, 'act', again, { action: 'message_removal', reason: 'Rude.' });
    expect(said.text).toContain('names no message that could be removed');
  });

  it('resolves the ticket with it, when it comes from Resolve', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-resolved')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const fields = { outcome: 'actioned', reason: 'A raid.', action: 'kick' };
    const asked = await fillIn(desk, vera, 'resolve', ticket, fields);
    expect(asked.text).toContain('The ticket is then resolved: **actioned**.');
    expect((await desk.now(ticket)).status).toBe('open');
    expect((await pressAnd(vera, asked, 'Do it')).text).toContain('is kicked');
    expect(await desk.now(ticket)).toMatchObject({ outcome: 'actioned', resolutionReason: 'A raid.' });
    expect(await actionsOn(ticket)).toHaveLength(1);
  });

  it('is on record once, however often it is confirmed', async () => {
    const [mara, tom] = [desk.staff('mara'), desk.member('tom-once')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const asked = await fillIn(desk, mara, 'act', ticket, { action: 'warn', reason: 'Once.' });
    const presses = await Promise.all([1, 2, 3].map(() => pressLabelled(mara, asked, 'Do it')));
    const told = await Promise.all(presses.map(async (press) => (await press.reply()).text));
    expect(told.filter((text) => text.includes('is warned'))).toHaveLength(1);
    expect(await actionsOn(ticket)).toHaveLength(1);
    expect(tom.dm.messages).toHaveLength(1);
  });
});

describe('whoever may not', () => {
  it('kick or ban is told which role it takes', async () => {
    const ticket = await desk.ticket({ subjectId: desk.member('tom-safe').id });
    for (const action of ['kick', 'ban-0']) {
      const said = await fillIn(desk, desk.staff('mara'), 'act', ticket, { action, reason: 'No.' });
      expect(said.text).toContain('needs the role senior');
    }
  });

  it('act on members of the team who are not below them, or on themselves', async () => {
    const [mara, vera] = [desk.staff('mara'), desk.staff('vera', 'senior')];
    const ticket = await desk.ticket({ subjectId: vera.id });
    const said = await fillIn(desk, mara, 'act', ticket, { action: 'warn', reason: 'No.' });
    expect(said.text).toContain('They are on the team');
    const own = await desk.ticket({ subjectId: desk.member('tom-other').id });
    const self = await fillIn(desk, mara, 'act', own, { action: 'warn', reason: 'No.', member: mara });
    expect(self.text).toContain('cannot act on yourself');
  });

  it('I8: act for a ticket they are party to learns nothing of it', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket({ subjectId: desk.member('tom').id, reporters: [mara.id] });
    const said = await fillIn(desk, mara, 'act', ticket, { action: 'warn', reason: 'No.' });
    expect(said.text).toBe('There is no such ticket. Check its number.');
  });

  it('I6: act on what has moved meanwhile does nothing outside', async () => {
    const [mara, nils, tom] = [desk.staff('mara'), desk.staff('nils'), desk.member('tom-moved')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const asked = await fillIn(desk, mara, 'act', ticket, { action: 'timeout-600', reason: 'Late.' });
    await desk.says(nils, 'claim', { ticket: String(ticket.number) });
    const said = (await pressAnd(mara, asked, 'Do it')).text;
    expect(said).toContain('has changed since you looked, so nothing was done');
    expect(tom.member?.timedOutUntil).toBeNull();
    expect(tom.dm.messages).toEqual([]);
  });
});

describe('what Discord would refuse', () => {
  it('is said before: someone above the bot, the owner, who is gone, who is banned already', async () => {
    const vera = desk.staff('vera', 'senior');
    const captain = desk.guild.role('captain');
    captain.record.position = 99;
    const above = desk.guild.member('captain-ole', { roles: [captain] });
    const gone = desk.member('tom-gone');
    gone.leave();
    const banned = desk.member('tom-banned-before');
    desk.guild.owner.ban(banned);
    for (const [subject, action, why] of [
      [above, 'kick', 'highest role is not below the bot’s'],
      [gone, 'timeout-600', 'not on this server any more'],
      [banned, 'ban-0', 'banned already'],
    ] as const) {
      const ticket = await desk.ticket({ subjectId: subject.id });
      const said = await fillIn(desk, vera, 'act', ticket, { action, reason: 'So.' });
      expect(said.text).toContain(why);
    }
  });

  it('is said after, when it changed in between, and nothing is on record', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-lucky')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const asked = await fillIn(desk, vera, 'act', ticket, { action: 'kick', reason: 'So.' });
    desk.guild.setBotPermissions(['ViewChannel', 'SendMessages', 'ManageMessages']);
    try {
      const said = (await pressAnd(vera, asked, 'Do it')).text;
      expect(said).toContain('Nothing was done. The bot lacks the permission “Kick Members”');
    } finally {
      desk.guild.setBotPermissions(BOT_PERMISSIONS);
    }
    expect(tom.member).not.toBeNull();
    expect(await actionsOn(ticket)).toEqual([]);
  });
});

describe('a deed that is owed', () => {
  it('is done when Discord answers again, once', async () => {
    const [mara, tom] = [desk.staff('mara'), desk.member('tom-later')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const asked = await fillIn(desk, mara, 'act', ticket, { action: 'timeout-600', reason: 'Later.' });
    desk.discord.faults.serverError('PATCH /guilds/{guild_id}/members/{user_id}', { times: 2 });
    const said = (await pressAnd(mara, asked, 'Do it')).text;
    expect(said).toContain('will be done as soon as Discord');
    await eventually(async () => expect(await actionsOn(ticket)).toHaveLength(1));
    expect(tom.member?.timedOutUntil).not.toBeNull();
    expect(tom.dm.messages).toHaveLength(1);
  });

  it('and was done before its process died is found done: nobody is told twice, and it is recorded once', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-crash')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    await fillIn(desk, vera, 'act', ticket, { action: 'ban-0', reason: 'Crash.' });
    desk.guild.owner.ban(tom, { reason: 'by the attempt that died' });
    await desk.database.query(
      `UPDATE enforcements SET state = 'pending', attempts = 1, told_member = true,
         confirmed_at = now() - interval '2 minutes', leased_until = now() - interval '1 minute'
       WHERE guild_id = $1 AND ticket_id = $2`,
      [desk.guild.id, ticket.id],
    );
    await eventually(async () => expect(await actionsOn(ticket)).toHaveLength(1), 25_000);
    const bans = desk.discord
      .requestsTo('PUT /guilds/{guild_id}/bans/{user_id}')
      .filter(({ path }) => path.endsWith(tom.id));
    expect(bans).toEqual([]);
    expect(tom.dm.messages).toEqual([]);
  });
});

describe('acting over the API', () => {
  type Acted = Record<string, unknown> & { readonly enforcement: { readonly id: string } };

  async function sends(who: Actor, role: Role, ticket: Ticket, body: object): Promise<Answer<Acted>> {
    const token = await desk.docket.moderator(who.id, role);
    const path = `/v1/guilds/${desk.guild.id}/tickets/${ticket.number}/act`;
    return call<Acted>(desk.app, 'POST', path, token, {
      version: ticket.version,
      reason: 'Insults.',
      ...body,
    });
  }

  it('does it, tells the member, records it, and answers the ticket; the same id again does nothing twice', async () => {
    const [mara, tom] = [desk.staff('mara'), desk.member('tom-api')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const body = { id: newId(), type: 'timeout', durationSeconds: 3_600 };
    const answer = await sends(mara, 'moderator', ticket, body);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: 'open',
        version: ticket.version + 1,
        enforcement: { ...body, subjectId: tom.id, state: 'done', toldMember: true },
      },
    });
    expect(tom.member?.timedOutUntil).not.toBeNull();
    expect(tom.dm.messages.at(-1)?.text).toContain('> Insults');
    expect(await actionsOn(ticket)).toMatchObject([
      { id: body.id, type: 'timeout', decidedBy: mara.id, durationSeconds: 3_600 },
    ]);
    expect((await sends(mara, 'moderator', ticket, body)).body).toEqual(answer.body);
    expect(await actionsOn(ticket)).toHaveLength(1);
    expect(tom.dm.messages).toHaveLength(1);
    const others = await sends(desk.staff('nils'), 'moderator', ticket, body);
    expect(others).toMatchObject({ status: 409, body: { code: 'enforcement_id_taken' } });
  });

  it('resolves with it, and takes what the role allows', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-api-banned')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const body = { type: 'ban', outcome: 'actioned', deleteMessageSeconds: 3_600 };
    expect(await sends(desk.staff('mara'), 'moderator', ticket, body)).toMatchObject({
      status: 403,
      body: { code: 'needs_role' },
    });
    expect(await sends(vera, 'senior', ticket, body)).toMatchObject({
      status: 200,
      body: { status: 'resolved', outcome: 'actioned', enforcement: { type: 'ban', state: 'done' } },
    });
    expect(desk.guild.bans.map(({ user }) => user.id)).toContain(tom.id);
  });

  it('stays owed while Discord is away, and is done once it is back, once for one id', async () => {
    const [mara, tom] = [desk.staff('mara'), desk.member('tom-api-later')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const body = { id: newId(), type: 'timeout', durationSeconds: 600 };
    desk.discord.faults.serverError('PATCH /guilds/{guild_id}/members/{user_id}', { times: 2 });
    const answer = await sends(mara, 'moderator', ticket, body);
    expect(answer).toMatchObject({ status: 200, body: { enforcement: { state: 'pending' } } });
    await eventually(async () => {
      const again = await sends(mara, 'moderator', ticket, body);
      expect(again.body.enforcement).toMatchObject({ id: body.id, state: 'done' });
    });
    expect(await actionsOn(ticket)).toHaveLength(1);
    expect(tom.dm.messages).toHaveLength(1);
  });

  it('I6, I7, I8: refuses what has moved, is held by others or contests whoever asks, and shows parties nothing', async () => {
    const [mara, nils, tom] = [desk.staff('mara'), desk.staff('nils'), desk.member('tom-api-safe')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    await desk.says(nils, 'claim', { ticket: String(ticket.number) });
    const moved = await sends(mara, 'moderator', ticket, { type: 'warn' });
    expect(moved).toMatchObject({
      status: 409,
      body: { code: 'version_moved', ticket: { version: ticket.version + 1, ownerId: nils.id } },
    });
    const held = await sends(mara, 'moderator', { ...ticket, version: ticket.version + 1 }, { type: 'warn' });
    expect(held).toMatchObject({ status: 409, body: { code: 'claimed_by_other' } });
    const about = await desk.ticket({ subjectId: tom.id, reporters: [mara.id] });
    const hidden = await sends(mara, 'moderator', about, { type: 'warn' });
    expect(hidden).toMatchObject({ status: 404, body: { code: 'unknown_ticket' } });
    const decided = await desk.ticket({ ...DECIDED, resolvedById: mara.id });
    const contests = { stream: 'appeal', kind: 'appeal', contestsTicketId: decided.id } as const;
    const appeal = await desk.ticket({ ...contests, subjectId: tom.id });
    const own = await sends(mara, 'moderator', appeal, { type: 'warn', outcome: 'upheld' });
    expect(own).toMatchObject({ status: 403, body: { code: 'own_decision' } });
    expect(tom.dm.messages).toEqual([]);
  });

  it('is for people, and says what does not go together', async () => {
    const ticket = await desk.ticket({ subjectId: desk.member('tom-api-body').id });
    const path = `/v1/guilds/${desk.guild.id}/tickets/${ticket.number}/act`;
    const service = await desk.docket.service('tickets:write');
    const body = { version: ticket.version, type: 'warn', reason: 'So.' };
    expect(await call(desk.app, 'POST', path, service, body)).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    });
    for (const [wrong, field] of [
      [{ type: 'timeout' }, 'durationSeconds'],
      [{ type: 'kick', durationSeconds: 600 }, 'durationSeconds'],
      [{ type: 'kick', deleteMessageSeconds: 600 }, 'deleteMessageSeconds'],
      [{ type: 'message_removal', subjectId: desk.staff('mara').id }, 'subjectId'],
      [{ type: 'role_change' }, 'type'],
      [{ type: 'warn', id: 'mine' }, 'id'],
    ] as const) {
      const answer = await sends(desk.staff('mara'), 'moderator', ticket, wrong);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: field }] } });
    }
  });
});
