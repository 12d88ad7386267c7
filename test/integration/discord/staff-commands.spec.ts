import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { call } from '../../support/call.js';
import { startStaffDesk, type StaffDesk } from '../../support/discord/staff-desk.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await startStaffDesk();
});

afterAll(async () => {
  await desk.close();
});

describe('passing a ticket on', () => {
  it('hands it over to a member of the team, and lets go of it', async () => {
    const [mara, nils] = [desk.staff('mara'), desk.staff('nils')];
    const ticket = await desk.ticket();
    const named = { ticket: String(ticket.number) };
    await desk.says(mara, 'claim', named);
    expect(await desk.says(mara, 'assign', { ...named, member: nils })).toMatch(
      new RegExp(`^\\*\\*#${ticket.number}\\*\\* is <@${nils.id}>’s until <t:\\d+:t>\\.$`),
    );
    expect((await desk.now(ticket)).ownerId).toBe(nils.id);
    expect(await desk.says(mara, 'release', named)).toContain(`<@${nils.id}> is working on`);
    expect(await desk.says(nils, 'release', named)).toBe(`**#${ticket.number}** belongs to nobody now.`);
    expect((await desk.now(ticket)).ownerId).toBeNull();
  });

  it('is refused for members who are not on the team, and for parties (I8)', async () => {
    const [mara, nils, tom] = [desk.staff('mara'), desk.staff('nils'), desk.member('tom')];
    const ticket = await desk.ticket({ reporters: [nils.id] });
    const named = { ticket: String(ticket.number) };
    await desk.says(mara, 'claim', named);
    expect(await desk.says(mara, 'assign', { ...named, member: tom })).toContain('Name a moderator');
    expect(await desk.says(mara, 'assign', { ...named, member: nils })).toContain('Choose someone else');
    expect((await desk.now(ticket)).ownerId).toBe(mara.id);
  });
});

describe('setting a ticket aside', () => {
  it.each([
    ['2h', 2],
    ['3d', 72],
  ])('for %s', async (until, hours) => {
    const ticket = await desk.ticket();
    const before = Date.now();
    const options = { ticket: String(ticket.number), for: 'time', until };
    const said = await desk.says(desk.staff('mara'), 'wait', options);
    const { status, waitUntil } = await desk.now(ticket);
    expect(status).toBe('waiting');
    expect(Math.abs(waitUntil!.getTime() - before - hours * 3_600_000)).toBeLessThan(60_000);
    const seconds = Math.floor(waitUntil!.getTime() / 1_000);
    expect(said).toBe(`**#${ticket.number}** sleeps until <t:${seconds}:f> (<t:${seconds}:R>).`);
  });

  it('until a date in the time zone of the guild', async () => {
    const path = `/v1/guilds/${desk.guild.id}`;
    await call(desk.app, 'PUT', path, desk.app.adminToken, {
      name: 'harbour',
      settings: { timeZone: 'Europe/Berlin' },
    });
    const ticket = await desk.ticket();
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const options = { ticket: String(ticket.number), for: 'staff', until: `${day} 12:00` };
    expect(await desk.says(desk.staff('mara'), 'wait', options)).toContain('waits for the team, until');
    const hour = { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Berlin' } as const;
    const { waitUntil } = await desk.now(ticket);
    expect(new Intl.DateTimeFormat('en', hour).format(waitUntil!)).toBe('12');
  });

  it('is refused without a time that can be read, or for a resolved ticket', async () => {
    const mara = desk.staff('mara');
    const [open, resolved] = await desk.tickets({}, { status: 'resolved' });
    const options = { ticket: String(open!.number), for: 'time' };
    for (const until of ['soon', '2020-01-01']) {
      expect(await desk.says(mara, 'wait', { ...options, until })).toContain('tomorrow 9:00');
    }
    expect(await desk.says(mara, 'wait', options)).toContain('tomorrow 9:00');
    const said = await desk.says(mara, 'wait', { ticket: String(resolved!.number), for: 'member' });
    expect(said).toBe(
      `**#${resolved!.number}** is **resolved**, and this works only when it is open, escalated.`,
    );
  });
});

describe('moving a ticket along', () => {
  it('up, down again, to an end, and back', async () => {
    const vera = desk.staff('vera', 'senior');
    const ticket = await desk.ticket();
    const named = { ticket: `#${ticket.number}`, reason: 'Threats.' };
    const name = `**#${ticket.number}**`;
    expect(await desk.says(vera, 'escalate', named)).toBe(
      `${name} is escalated and belongs to nobody. A senior takes it from here.`,
    );
    expect(await desk.says(vera, 'deescalate', named)).toBe(`${name} is open again, in Review.`);
    expect(await desk.says(vera, 'resolve', { ...named, outcome: 'no_violation' })).toBe(
      `${name} is resolved: **no violation**.`,
    );
    expect(await desk.now(ticket)).toMatchObject({ status: 'resolved', resolutionReason: 'Threats.' });
    const where = { in: desk.channels.review };
    const [offered] = await vera.autocomplete('reopen', 'ticket', String(ticket.number), where);
    expect(offered?.value).toBe(String(ticket.number));
    expect(await desk.says(vera, 'reopen', named)).toBe(`${name} is open again.`);
  });

  it('offers the outcomes that fit, and refuses others', async () => {
    const mara = desk.staff('mara');
    const [report, appeal] = await desk.tickets({}, { kind: 'appeal', stream: 'appeal' });
    const offered = async (ticket: typeof report, typed: string) =>
      (
        await mara.autocomplete('resolve', 'outcome', typed, {
          in: desk.channels.review,
          options: { ticket: String(ticket!.number) },
        })
      ).map(({ value }) => value);
    expect(await offered(report, '')).toEqual(['actioned', 'no_violation', 'answered', 'duplicate', 'spam']);
    expect(await offered(appeal, 'up')).toEqual(['upheld', 'duplicate']);
    const options = { ticket: String(report!.number), reason: 'So.' };
    expect(await desk.says(mara, 'resolve', { ...options, outcome: 'upheld' })).toContain(
      'It can end as actioned, no violation, answered, duplicate, spam.',
    );
    expect(await desk.says(mara, 'resolve', { ...options, outcome: 'whatever' })).toContain(
      'no such outcome',
    );
    expect((await desk.now(report!)).status).toBe('open');
  });

  it('I7: whoever decided what an appeal contests does not decide the appeal', async () => {
    const [mara, vera] = [desk.staff('mara'), desk.staff('vera', 'senior')];
    const action = newId();
    await desk.database.query(
      `INSERT INTO actions (guild_id, id, type, subject_id, decided_by, carried_out_by, at)
       VALUES ($1, $2, 'ban', '123456789012345678', $3, $3, now())`,
      [desk.guild.id, action, mara.id],
    );
    const appeal = await desk.ticket({ kind: 'appeal', stream: 'appeal', contestsActionId: action });
    const options = { ticket: String(appeal.number), outcome: 'upheld', reason: 'I was right.' };
    expect(await desk.says(mara, 'resolve', options)).toContain('someone else must decide the appeal');
    expect((await desk.now(appeal)).status).toBe('open');
    expect(await desk.says(mara, 'note', { ticket: options.ticket, text: 'My side.' })).toContain(
      'Your note',
    );
    expect(await desk.says(vera, 'resolve', options)).toContain('is resolved: **upheld**');
  });
});

describe('words on a ticket', () => {
  it('notes, replies and tags', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket();
    const named = { ticket: String(ticket.number) };
    const name = `**#${ticket.number}**`;
    expect(await desk.says(mara, 'note', { ...named, text: 'Seen before.' })).toBe(
      `Your note is on ${name}. Only the team sees it.`,
    );
    expect(await desk.says(mara, 'reply', { ...named, text: 'Thank you.' })).toContain(
      'for the member to read',
    );
    expect(await desk.says(mara, 'tag', { ...named, add: 'Raid, night_shift' })).toBe(
      `${name} has the tags raid, night\\_shift.`,
    );
    expect(await desk.says(mara, 'tag', { ...named, remove: 'raid night_shift' })).toBe(
      `${name} has no tags.`,
    );
    expect(await desk.says(mara, 'tag', { ...named, add: 'so!' })).toContain('Rename it');
    expect(await desk.says(mara, 'tag', named)).toContain('Say which tags');
    const events = await desk.database.query<{ type: string }>(
      `SELECT type FROM events WHERE guild_id = $1 AND ticket_id = $2 ORDER BY seq`,
      [desk.guild.id, ticket.id],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'ticket.noted',
      'ticket.replied',
      'ticket.tagged',
      'ticket.tagged',
    ]);
  });

  it('ask for the ticket where it is not named', async () => {
    expect(await desk.says(desk.staff('mara'), 'note', { text: 'Where?' })).toContain('Which ticket?');
  });
});
