import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { StaffMembers } from '#staff';
import { eventually } from '../../support/eventually.js';
import { TeamSync } from '../../../src/discord/people/team-sync.js';
import { startStaffDesk, type StaffDesk } from '../../support/discord/staff-desk.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await startStaffDesk();
});

afterAll(async () => {
  await desk.close();
});

async function anAction(
  subjectId: string,
  over: { ticketId?: string; decidedBy?: string } = {},
): Promise<void> {
  await desk.database.query(
    `INSERT INTO actions (guild_id, id, ticket_id, type, subject_id, reason, duration_seconds, decided_by, at)
     VALUES ($1, $2, $3, 'timeout', $4, 'Spam in *general*', 3600, $5, now())`,
    [desk.guild.id, newId(), over.ticketId ?? null, subjectId, over.decidedBy ?? null],
  );
}

describe('the history of a member', () => {
  it('shows actions with who, when and why, tickets, and how their reports were judged', async () => {
    const [mara, tom] = [desk.staff('mara'), desk.member('tom')];
    const [ticket, report] = await desk.tickets(
      { subjectId: tom.id, title: 'Spam by tom' },
      { reporters: [tom.id], status: 'resolved', outcome: 'actioned' },
    );
    await anAction(tom.id, { ticketId: ticket!.id, decidedBy: mara.id });
    await desk.database.query(
      `INSERT INTO reporter_outcomes (guild_id, user_id, ticket_id, upheld, at) VALUES ($1, $2, $3, true, now())`,
      [desk.guild.id, tom.id, report!.id],
    );
    const said = await desk.says(desk.staff('nils'), 'history', { member: tom });
    expect(said).toMatch(
      new RegExp(
        `- <t:\\d+:R> timed out \\(1 h\\) by <@${mara.id}> #${ticket!.number} · Spam in \\\\\\*general\\\\\\*`,
      ),
    );
    expect(said).toMatch(new RegExp(`- #${ticket!.number} Spam by tom · <t:\\d+:R> · open`));
    expect(said).toContain('**Reports they made**: 1 confirmed, 0 dismissed.');
    expect(await desk.presses(mara, 'history', ticket!)).toBe(said);
  });

  it('I8: leaves out what the one who looks is party to, and is not for oneself', async () => {
    const [mara, ole] = [desk.staff('mara'), desk.member('ole')];
    const ticket = await desk.ticket({ subjectId: ole.id, reporters: [mara.id], title: 'Told by mara' });
    await anAction(ole.id, { ticketId: ticket.id });
    const said = await desk.says(mara, 'history', { member: ole });
    expect(said).not.toContain('Told by mara');
    expect(said).not.toContain('timed out');
    expect(await desk.says(desk.staff('nils'), 'history', { member: ole })).toContain('Told by mara');
    expect(await desk.says(mara, 'history', { member: mara })).toContain('for others to look at');
    expect(await desk.presses(mara, 'history', ticket)).toBe('There is no such ticket. Check its number.');
  });
});

describe('the queue', () => {
  it('shows what comes next: number, title, age and owner, with a link to the card', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket({ title: 'Anchor *lost*', priority: 100, slaBreached: true });
    await desk.says(mara, 'claim', { ticket: String(ticket.number) });
    const link = await eventually(async () => {
      const [card] = await desk.database.query<{ at: string | null }>(
        `SELECT channel_id || '/' || message_id AS at FROM discord_cards WHERE guild_id = $1 AND ticket_id = $2`,
        [desk.guild.id, ticket.id],
      );
      expect(card?.at).toMatch(/^\d+\/\d+$/);
      return `https://discord.com/channels/${desk.guild.id}/${card!.at}`;
    });
    const said = await desk.says(mara, 'queue');
    expect(said).toMatch(
      new RegExp(
        `\\*\\*Next\\*\\*\\n\\[\\*\\*#${ticket.number}\\*\\*\\]\\(${link}\\) Anchor \\\\\\*lost\\\\\\* · <t:\\d+:R> · <@${mara.id}>`,
      ),
    );
  });
});

describe('the thread of a card', () => {
  it('says which ticket a command is about', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket();
    const thread = mara.startThread(desk.channels.review, 'talk');
    await desk.database.query(
      `INSERT INTO discord_cards (guild_id, ticket_id, thread_id, updated_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (guild_id, ticket_id) DO UPDATE SET thread_id = excluded.thread_id`,
      [desk.guild.id, ticket.id, thread.id],
    );
    expect(await desk.says(mara, 'claim', {}, thread)).toContain(`**#${ticket.number}** is yours until`);
  });
});

describe('the team', () => {
  const team = async () => {
    const members = await desk.app.app.get(StaffMembers, { strict: false }).list(desk.guild.id, 100);
    return members.map(({ name, role }) => `${name}: ${role}`);
  };

  it('is noted when somebody of it does something, and follows the roles on Discord', async () => {
    const wanda = desk.staff('wanda', 'senior');
    await desk.says(wanda, 'queue');
    await eventually(async () => expect(await team()).toContain('wanda: senior'));
    desk.guild.owner.setRoles(wanda, [desk.roles.admin]);
    await eventually(async () => expect(await team()).toContain('wanda: admin'));
    desk.guild.owner.setRoles(wanda, []);
    await eventually(async () => expect((await team()).join()).not.toContain('wanda'));
    const yuri = desk.guild.member('yuri');
    desk.guild.owner.setRoles(yuri, [desk.roles.moderator]);
    await eventually(async () => expect(await team()).toContain('yuri: moderator'));
    yuri.leave();
    await eventually(async () => expect((await team()).join()).not.toContain('yuri'));
  });

  it('is looked through as a whole when the bot connects', async () => {
    const zoe = desk.staff('zoe', 'senior');
    await desk.database.query(
      `INSERT INTO staff_members (guild_id, user_id, name, role, seen_at) VALUES ($1, '42', 'former', 'admin', now())`,
      [desk.guild.id],
    );
    await desk.app.app.get(TeamSync, { strict: false }).run(desk.guild.id, new AbortController().signal);
    const members = await team();
    expect(members).toContain(`${zoe.username}: senior`);
    expect(members.join()).not.toContain('former');
  });
});
