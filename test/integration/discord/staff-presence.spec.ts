import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call } from '../../support/call.js';
import { eventually } from '../../support/eventually.js';
import { LiveClient } from '../../support/live-client.js';
import { fillIn, pressAnd } from '../../support/discord/press.js';
import { startStaffDesk, type StaffDesk } from '../../support/discord/staff-desk.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await startStaffDesk();
});

afterAll(async () => {
  await desk.close();
});

describe('who is at a ticket', () => {
  const lastSaid = (console: LiveClient, { id }: { readonly id: string }) =>
    console.heardOf(id).findLast(Array.isArray);

  async function opensConsole(userId: string): Promise<LiveClient> {
    const client = await LiveClient.connect(desk.app, await desk.docket.moderator(userId));
    await client.watch(desk.guild.id);
    return client;
  }

  it('on Discord is told to consoles, and who has it open in a console to whoever claims or asks for the queue', async () => {
    const [mara, nils] = [desk.staff('mara'), desk.staff('nils')];
    const ticket = await desk.ticket({ priority: 99 });
    const console = await opensConsole(nils.id);
    await console.ask('open', { guildId: desk.guild.id, ticketId: ticket.id });
    await eventually(() => expect(lastSaid(console, ticket)).toEqual([nils.id]));
    expect(await desk.presses(mara, 'claim', ticket)).toContain(`Also looking at it: <@${nils.id}>.`);
    await eventually(() => expect(lastSaid(console, ticket)).toEqual([mara.id, nils.id].toSorted()));
    expect(await desk.says(mara, 'queue')).toContain(`👀 <@${nils.id}>`);
    console.close();
    const other = await opensConsole(desk.staff('vera', 'senior').id);
    await eventually(() => expect(lastSaid(other, ticket)).toEqual([mara.id]));
    await desk.database.query(
      `UPDATE ticket_viewers SET expires_at = now() - interval '1 second' WHERE guild_id = $1 AND ticket_id = $2`,
      [desk.guild.id, ticket.id],
    );
    await eventually(() => expect(lastSaid(other, ticket)).toEqual([]));
    other.close();
  });

  it('is told of those who write in the thread of its card', async () => {
    const [mara, nils] = [desk.staff('mara'), desk.staff('nils')];
    const token = await desk.docket.moderator(mara.id);
    const source = await desk.docket.source();
    const { body } = await call<{ ticketId: string }>(
      desk.app,
      'POST',
      `/v1/guilds/${desk.guild.id}/signals`,
      source.token,
      { kind: 'flag', category: 'spam', subject: { type: 'user', id: desk.member('tom-talk').id } },
    );
    const ticket = { id: body.ticketId };
    const console = await opensConsole(nils.id);
    const threadId = await eventually(async () => {
      const path = `/v1/guilds/${desk.guild.id}/tickets/${ticket.id}/discord`;
      const { body: card } = await call<{ threadId: string | null }>(desk.app, 'GET', path, token);
      expect(card.threadId).not.toBeNull();
      return card.threadId;
    });
    const thread = await desk.channels.review.thread(({ id }) => id === threadId);
    mara.sendMessage(thread, 'I know this one.');
    await eventually(() => expect(lastSaid(console, ticket)).toEqual([mara.id]));
    console.close();
  });

  it('is told of no longer once they release or resolve it on Discord, and stays where they have it open', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket();
    const console = await opensConsole(desk.staff('nils').id);
    const expectThere = (...people: readonly string[]) =>
      eventually(() => expect(console.heardOf(ticket.id).findLast(Array.isArray)).toEqual(people));

    await desk.presses(mara, 'claim', ticket);
    await expectThere(mara.id);
    await desk.presses(mara, 'release', ticket);
    await expectThere();
    await desk.says(mara, 'claim', { ticket: String(ticket.number) });
    await expectThere(mara.id);
    const options = { outcome: 'no_violation', reason: 'Nothing there', ticket: String(ticket.number) };
    expect(await desk.says(mara, 'resolve', options)).toContain('no violation');
    await expectThere();

    const own = await opensConsole(mara.id);
    await own.ask('open', { guildId: desk.guild.id, ticketId: ticket.id });
    await expectThere(mara.id);
    await desk.says(mara, 'reopen', { ticket: String(ticket.number), reason: 'More came' });
    await desk.says(mara, 'resolve', options);
    await eventually(async () => {
      const at = `SELECT user_id AS id FROM ticket_viewers WHERE guild_id = $1 AND ticket_id = $2`;
      expect(await desk.database.query(at, [desk.guild.id, ticket.id])).toEqual([{ id: mara.id }]);
    });
    own.close();
    await expectThere();
    console.close();
  });

  it('is told of no longer once a ticket is resolved with an action on its member', async () => {
    const [vera, tom] = [desk.staff('vera', 'senior'), desk.member('tom-acted-on')];
    const ticket = await desk.ticket({ subjectId: tom.id });
    const console = await opensConsole(desk.staff('nils').id);
    const there = () => console.heardOf(ticket.id).findLast(Array.isArray);
    const fields = { outcome: 'actioned', reason: 'Rude', action: 'warn' };
    const asked = await fillIn(desk, vera, 'resolve', ticket, fields);
    await eventually(() => expect(there()).toEqual([vera.id]));
    expect((await pressAnd(vera, asked, 'Do it')).text).toContain('is warned');
    await eventually(() => expect(there()).toEqual([]));
    console.close();
  });
});
