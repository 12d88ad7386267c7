import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Locale } from 'discord.js';
import { cardButton, postCard } from '../../support/discord/card.js';
import { startStaffDesk, type StaffDesk } from '../../support/discord/staff-desk.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await startStaffDesk();
});

afterAll(async () => {
  await desk.close();
});

describe('claiming by command', () => {
  it('makes the ticket theirs and says until when', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket();
    const said = await desk.says(mara, 'claim', { ticket: String(ticket.number) });
    const { ownerId, claimExpiresAt } = await desk.now(ticket);
    expect(ownerId).toBe(mara.id);
    const seconds = Math.floor(claimExpiresAt!.getTime() / 1_000);
    expect(said).toBe(`**#${ticket.number}** is yours until <t:${seconds}:t>.`);
  });

  it('is refused for a ticket that somebody has, and says who', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket();
    await desk.says(mara, 'claim', { ticket: `#${ticket.number}` });
    const said = await desk.says(desk.staff('nils'), 'claim', { ticket: `#${ticket.number}` });
    expect(said).toContain(`<@${mara.id}> has claimed **#${ticket.number}** until <t:`);
  });

  it('is refused for members who are not on the team', async () => {
    const ticket = await desk.ticket();
    const said = await desk.says(
      desk.member('tom'),
      'claim',
      { ticket: String(ticket.number) },
      desk.general,
    );
    expect(said).toContain('needs the role moderator');
    expect((await desk.now(ticket)).ownerId).toBeNull();
  });

  it('I8: a ticket about the one who asks is not there for them', async () => {
    const mara = desk.staff('mara');
    const [about, reported] = await desk.tickets(
      { subjectId: mara.id, title: 'Mara was rude' },
      { reporters: [mara.id], title: 'Reported by Mara' },
    );
    for (const ticket of [about!, reported!]) {
      const said = await desk.says(mara, 'claim', { ticket: String(ticket.number) });
      expect(said).toBe('There is no such ticket. Check its number.');
      expect(await desk.presses(mara, 'claim', ticket)).toBe('There is no such ticket. Check its number.');
      expect((await desk.now(ticket)).ownerId).toBeNull();
    }
    const offered = await mara.autocomplete('claim', 'ticket', 'Mara', { in: desk.channels.review });
    expect(offered).toEqual([]);
  });
});

describe('the tickets offered while typing', () => {
  it('are their own first, then the queue, and fit what is typed', async () => {
    const vera = desk.staff('vera');
    const [first, mine] = await desk.tickets(
      { title: 'Lighthouse raid', priority: 90 },
      { title: 'Lighthouse spam', priority: 5 },
    );
    await desk.says(vera, 'claim', { ticket: String(mine!.number) });
    const where = { in: desk.channels.review };
    expect(await vera.autocomplete('claim', 'ticket', 'lighthouse', where)).toEqual([
      {
        name: expect.stringMatching(new RegExp(`^#${mine!.number} · Lighthouse spam · .* · yours$`)),
        value: String(mine!.number),
      },
      {
        name: expect.stringMatching(new RegExp(`^#${first!.number} · Lighthouse raid · `)),
        value: String(first!.number),
      },
    ]);
    const [byNumber] = await vera.autocomplete('claim', 'ticket', `#${first!.number}`, where);
    expect(byNumber?.value).toBe(String(first!.number));
  });

  it('are none for who is not on the team', async () => {
    const tom = desk.member('tom');
    expect(await tom.autocomplete('claim', 'ticket', '', { in: desk.general })).toEqual([]);
  });
});

describe('claiming on the card', () => {
  it('I5: of ten moderators who press at once, one has it and nine are told who', async () => {
    const team = Array.from({ length: 10 }, (_, i) => desk.staff(`keeper-${i}`));
    const ticket = await desk.ticket();
    const card = await postCard(desk, desk.channels.review, ticket);
    const handles = await Promise.all(team.map((one) => one.press(card, cardButton('claim', ticket))));
    const told = await Promise.all(handles.map(async (handle) => (await handle.reply()).text));
    const { ownerId } = await desk.now(ticket);
    const winner = team.findIndex(({ id }) => id === ownerId);
    expect(told[winner]).toContain(`**#${ticket.number}** is yours until`);
    for (const said of told.filter((_, i) => i !== winner)) {
      expect(said).toContain(`<@${ownerId}> has claimed **#${ticket.number}**`);
    }
    const events = await desk.database.query(
      `SELECT 1 FROM events WHERE guild_id = $1 AND ticket_id = $2 AND type = 'ticket.claimed'`,
      [desk.guild.id, ticket.id],
    );
    expect(events).toHaveLength(1);
  });

  it('answers a button that it does not know', async () => {
    const said = await desk.presses(desk.staff('mara'), 'claim', { ...(await desk.ticket()), id: 'no-id' });
    expect(said).toContain('no longer there');
  });

  it('speaks the language of who presses', async () => {
    const ticket = await desk.ticket();
    const greta = desk.staff('greta');
    greta.user.locale = Locale.German;
    expect(await desk.presses(greta, 'claim', ticket)).toMatch(/ gehört dir bis <t:\d+:t>\.$/);
  });
});
