import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TicketService } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { LiveStage, SENIOR, someone } from '../../support/live.js';

const PARTY = someone(1);
const OTHER = someone(2);

let app: TestApp;
let stage: LiveStage;

beforeAll(async () => {
  app = await startTestApi();
});
beforeEach(async () => {
  stage = await LiveStage.open(app);
});
afterEach(() => stage.close());
afterAll(() => app.close());

const about = (id: string) => ({ subject: { type: 'user', id, name: null } }) as const;
const by = (id: string) => ({ kind: 'report', reporter: { id, name: null } }) as const;

describe('what someone is party to', () => {
  it('I8: is not said to the one it is about, whatever happens to it', async () => {
    const [party, other] = [await stage.watcher(PARTY), await stage.watcher(OTHER)];
    const { ticketId } = await stage.intake.accept(about(PARTY));
    await stage.note(ticketId);
    await stage.do(ticketId, { type: 'escalate', reason: 'Serious' });
    await stage.do(ticketId, { type: 'deescalate', reason: 'Not serious' });
    await stage.do(ticketId, {
      type: 'resolve',
      outcome: 'no_violation',
      reason: 'Fine',
      actions: [],
      waiver: null,
    });
    await eventually(() => expect(other.heardOf(ticketId).at(-1)).toBe(5));
    const seen = await stage.intake.accept(about(someone(3)));
    await eventually(() => expect(party.heardOf(seen.ticketId)).toEqual([1]));
    expect(party.heardOf(ticketId)).toEqual([]);
    expect(JSON.stringify(party.messages)).not.toContain(ticketId);
  });

  it('I8: is gone, once, for one who becomes party to what they had on the screen', async () => {
    const [party, other] = [await stage.watcher(PARTY), await stage.watcher(OTHER)];
    const { ticketId } = await stage.intake.accept(about(someone(3)));
    await eventually(() => expect(party.heardOf(ticketId)).toEqual([1]));
    await stage.intake.accept({ ...about(someone(3)), ...by(PARTY) });
    await eventually(() => expect(party.heardOf(ticketId)).toEqual([1, 'gone']));
    await stage.intake.accept({ ...about(someone(3)), ...by(PARTY) });
    await stage.intake.accept({ ...about(someone(3)), ...by(someone(4)) });
    await stage.note(ticketId);
    await eventually(() => expect(other.heardOf(ticketId).at(-1)).toBe(5));
    expect(party.heardOf(ticketId)).toEqual([1, 'gone']);
  });

  it('I8: is gone too when a ticket about them is merged into one that is not', async () => {
    const into = await stage.intake.accept(about(someone(3)));
    const own = await stage.intake.accept(about(PARTY));
    const [party, other] = [await stage.watcher(PARTY), await stage.watcher(OTHER)];
    await stage.note(into.ticketId);
    await eventually(() => expect(party.heardOf(into.ticketId)).toEqual([2]));
    await app.app
      .get(TicketService)
      .merge(stage.guildId, own.ticketId, into.ticketId, { actor: SENIOR, version: 1 });
    await eventually(() => expect(party.heardOf(into.ticketId)).toEqual([2, 'gone']));
    await stage.note(into.ticketId);
    await eventually(() => expect(other.heardOf(into.ticketId)).toEqual([2, 3, 4]));
    expect(party.heardOf(into.ticketId)).toEqual([2, 'gone']);
    expect(party.heardOf(own.ticketId)).toEqual([]);
  });

  it('I8: is not told to them when they return with an old cursor', async () => {
    const seen = await stage.intake.accept(about(someone(3)));
    const own = await stage.intake.accept(about(PARTY));
    const joined = await stage.intake.accept(about(someone(4)));
    await stage.intake.accept({ ...about(someone(4)), ...by(PARTY) });
    await stage.note(own.ticketId);
    const fromZero = await stage.watcher(PARTY, { cursor: '0' });
    await eventually(() => expect(fromZero.heardOf(seen.ticketId)).toEqual([1]));
    expect(fromZero.heardOf(own.ticketId)).toEqual([]);
    expect(fromZero.heardOf(joined.ticketId)).toEqual([]);
    // Had it on the screen at 3, and has lost it since.
    const fromThree = await stage.watcher(PARTY, { cursor: '3' });
    await eventually(() => expect(fromThree.heardOf(joined.ticketId)).toEqual(['gone']));
    // Was told at 4 already.
    const fromFour = await stage.watcher(PARTY, { cursor: '4' });
    await stage.note(joined.ticketId);
    await stage.note(seen.ticketId);
    await eventually(() => expect(fromFour.heardOf(seen.ticketId)).toEqual([2]));
    expect(fromFour.heardOf(joined.ticketId)).toEqual([]);
    expect(fromThree.heardOf(joined.ticketId)).toEqual(['gone']);
  });

  it('I8: is not in the depth of the queue, neither at first nor later', async () => {
    const { ticketId } = await stage.intake.accept(about(PARTY));
    const token = await stage.intake.guild.moderator(PARTY);
    const party = await stage.connect(token);
    const ack = await party.watch(stage.guildId);
    expect(ack.depth.review).toEqual({ open: 0, waiting: 0, escalated: 0, oldest: null });
    const other = await stage.watcher(OTHER);
    await stage.intake.accept(about(someone(3)));
    await stage.intake.accept(about(someone(4)));
    await eventually(() => {
      expect(other.of('queue.depth').at(-1)?.body['review'].open).toBe(3);
      expect(party.of('queue.depth').at(-1)?.body['review'].open).toBe(2);
    });
    await stage.do(ticketId, { type: 'escalate', reason: 'Serious' });
    await eventually(() => expect(other.of('queue.depth').at(-1)?.body['escalation'].escalated).toBe(1));
    expect(party.of('queue.depth').every(({ body }) => body['escalation'].escalated === 0)).toBe(true);
  });

  it('I8: has no viewers for them, and cannot be opened', async () => {
    const [party, other] = [await stage.watcher(PARTY), await stage.watcher(OTHER)];
    const third = await stage.watcher(someone(9));
    const own = await stage.intake.accept(about(PARTY));
    const seen = await stage.intake.accept(about(someone(3)));
    const open = (client: typeof party, ticketId: string) =>
      client.ask('open', { guildId: stage.guildId, ticketId });
    expect(await open(other, own.ticketId)).toEqual({ viewers: [OTHER] });
    expect(await open(other, seen.ticketId)).toEqual({ viewers: [OTHER] });
    await eventually(() => {
      expect(third.heardOf(own.ticketId)).toContainEqual([OTHER]);
      expect(party.heardOf(seen.ticketId)).toContainEqual([OTHER]);
    });
    expect(party.heardOf(own.ticketId)).toEqual([]);
    expect(await open(party, own.ticketId)).toMatchObject({ status: 404, code: 'unknown_ticket' });
    const late = await stage.watcher(PARTY);
    await eventually(() => expect(late.heardOf(seen.ticketId)).toEqual([[OTHER]]));
    expect(late.heardOf(own.ticketId)).toEqual([]);
  });

  it('is seen by services, who are party to nothing', async () => {
    const service = await stage.connect(await stage.intake.guild.service('tickets:read'));
    await service.watch(stage.guildId);
    const { ticketId } = await stage.intake.accept({ ...about(PARTY), ...by(OTHER) });
    await eventually(() => expect(service.heardOf(ticketId)).toEqual([1]));
    expect(await service.ask('open', { guildId: stage.guildId, ticketId })).toMatchObject({
      status: 403,
      code: 'viewers_are_people',
    });
  });
});
