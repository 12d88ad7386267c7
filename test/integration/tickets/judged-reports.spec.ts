import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { TicketService } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { createIntake } from '../../support/intake.js';

const by = {
  actor: { type: 'user', id: '400000000000000001', role: 'senior' } satisfies Actor,
  version: null,
};
const reopen = { type: 'reopen', reason: 'There is more to it.' } as const;

function resolve(outcome: 'actioned' | 'no_violation' | 'answered') {
  return { type: 'resolve', outcome, reason: 'Looked at it.', actions: [], waiver: null } as const;
}

describe('what is remembered of reporters', () => {
  let app: TestApp;
  let tickets: TicketService;

  beforeAll(async () => {
    app = await startTestApi();
    tickets = app.app.get(TicketService);
  });
  afterAll(() => app.close());

  async function reported() {
    const { accept, guild } = await createIntake(app);
    const report = {
      kind: 'report',
      correlationKey: 'same',
      reporter: { id: '200000000000000001', name: null },
    } as const;
    const { ticketId } = await accept(report);
    const judged = () =>
      app.app
        .get(Database)
        .query('SELECT user_id, upheld FROM reporter_outcomes WHERE guild_id = $1', [guild.guildId]);
    return { accept, report, ticketId, guildId: guild.guildId, judged };
  }

  it.each([
    [[resolve('actioned')], [true]],
    [[resolve('no_violation')], [false]],
    [[resolve('answered')], []],
    [[resolve('actioned'), reopen], []],
    [[resolve('no_violation'), reopen, resolve('actioned')], [true]],
    [[resolve('actioned'), reopen, resolve('answered')], []],
    [[resolve('actioned'), reopen, resolve('no_violation'), reopen], []],
  ])('is the judgement that stands, also when all came in one group: %j', async (commands, upheld) => {
    const together = await reported();
    await Promise.all(
      commands.map((command) => tickets.execute(together.guildId, together.ticketId, command, by)),
    );
    const apart = await reported();
    for (const command of commands) await tickets.execute(apart.guildId, apart.ticketId, command, by);
    const expected = upheld.map((one) => ({ user_id: '200000000000000001', upheld: one }));
    expect(await together.judged()).toEqual(expected);
    expect(await apart.judged()).toEqual(expected);
  });

  it('is nothing once a signal has reopened what was judged', async () => {
    const { accept, report, ticketId, guildId, judged } = await reported();
    await tickets.execute(guildId, ticketId, resolve('no_violation'), by);
    expect(await judged()).toHaveLength(1);
    const worse = await accept({
      ...report,
      category: 'raid',
      reporter: { id: '200000000000000002', name: null },
    });
    expect(worse).toMatchObject({ ticketId, status: 'escalated' });
    expect(await judged()).toEqual([]);
  });
});
