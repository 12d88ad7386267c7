import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardButton, postCard, type CardButton, type ShownTicket } from '../../support/discord/card.js';
import type { Actor } from '../../support/discord-server/index.js';
import type { FieldInputs } from '../../support/discord-server/interactions/modal-input.js';
import { fillIn } from '../../support/discord/press.js';
import { startStaffDesk, type StaffDesk } from '../../support/discord/staff-desk.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await startStaffDesk();
});

afterAll(async () => {
  await desk.close();
});

async function fills(
  who: Actor,
  button: CardButton,
  ticket: ShownTicket,
  fields: FieldInputs,
): Promise<string> {
  return (await fillIn(desk, who, button, ticket, fields)).text;
}

describe('the buttons of a card', () => {
  it('wait: for whom and until when', async () => {
    const ticket = await desk.ticket();
    const said = await fills(desk.staff('mara'), 'wait', ticket, { for: 'member', until: '2d' });
    expect(said).toMatch(/ waits for the member, until <t:\d+:f> \(<t:\d+:R>\)\.$/);
    expect(await desk.now(ticket)).toMatchObject({ status: 'waiting', waitFor: 'member' });
  });

  it('escalate: why', async () => {
    const ticket = await desk.ticket();
    const said = await fills(desk.staff('mara'), 'escalate', ticket, { reason: 'A threat.' });
    expect(said).toBe(
      `**#${ticket.number}** is escalated and belongs to nobody. A senior takes it from here.`,
    );
  });

  it('resolve: the outcomes of its kind, and a reason', async () => {
    const mara = desk.staff('mara');
    const [report, appeal] = await desk.tickets({}, { kind: 'appeal', stream: 'appeal' });
    const card = await postCard(desk, desk.channels.review, appeal!);
    const { modal } = await (await mara.press(card, cardButton('resolve', appeal!))).response();
    expect(JSON.stringify(modal)).toContain('overturned');
    expect(JSON.stringify(modal)).not.toContain('no_violation');
    const said = await fills(mara, 'resolve', report!, { outcome: 'no_violation', reason: 'Banter.' });
    expect(said).toBe(`**#${report!.number}** is resolved: **no violation**.`);
    expect(await desk.now(report!)).toMatchObject({ outcome: 'no_violation', resolutionReason: 'Banter.' });
  });

  it('note: the text', async () => {
    const ticket = await desk.ticket();
    const said = await fills(desk.staff('mara'), 'note', ticket, { text: 'Seen before.' });
    expect(said).toBe(`Your note is on **#${ticket.number}**. Only the team sees it.`);
  });

  it('release: lets go', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket();
    await desk.presses(mara, 'claim', ticket);
    expect(await desk.presses(mara, 'release', ticket)).toContain('belongs to nobody now');
  });

  it('I6: on a card that is no longer so do nothing, and say how the ticket is', async () => {
    const [mara, nils] = [desk.staff('mara'), desk.staff('nils')];
    const ticket = await desk.ticket();
    await desk.says(nils, 'claim', { ticket: String(ticket.number) });
    for (const [button, fields] of [
      ['resolve', { outcome: 'spam', reason: 'Spam.' }],
      ['escalate', { reason: 'Up.' }],
      ['wait', { for: 'staff' }],
    ] as const) {
      expect(await fills(mara, button, ticket, fields)).toBe(
        `**#${ticket.number}** has changed since you looked, so nothing was done. ` +
          `It is **open** now, with <@${nils.id}>. Look at it again and decide anew.`,
      );
    }
    expect(await desk.now(ticket)).toMatchObject({ status: 'open', ownerId: nils.id });
  });

  it('I6: while somebody else has the ticket do nothing', async () => {
    const [mara, nils] = [desk.staff('mara'), desk.staff('nils')];
    const ticket = await desk.ticket({ ownerId: nils.id, claimExpiresAt: new Date(Date.now() + 600_000) });
    const said = await fills(mara, 'resolve', ticket, { outcome: 'spam', reason: 'Spam.' });
    expect(said).toContain(`<@${nils.id}> is working on **#${ticket.number}** until <t:`);
    expect((await desk.now(ticket)).status).toBe('open');
  });

  it('I8: are answered as if the ticket were not there, for who is party to it', async () => {
    const mara = desk.staff('mara');
    const ticket = await desk.ticket({ subjectId: mara.id });
    const said = await fills(mara, 'resolve', ticket, { outcome: 'spam', reason: 'Nothing to see.' });
    expect(said).toBe('There is no such ticket. Check its number.');
    expect((await desk.now(ticket)).status).toBe('open');
  });

  it('of another version of Docket are told to be out of date', async () => {
    const ticket = { ...(await desk.ticket()), kind: 'rumour' };
    const said = await fills(desk.staff('mara'), 'resolve', ticket, { outcome: 'spam', reason: 'Spam.' });
    expect(said).toContain('no longer there');
  });
});
