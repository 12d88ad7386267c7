import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import type { LiveClient } from '../../support/live-client.js';
import { LiveStage, someone } from '../../support/live.js';

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

/** A console that keeps what a careful client keeps: each ticket's newest version, and the cursor. */
class Model {
  cursor: string | undefined;
  readonly versions = new Map<string, number>();
  readonly problems: string[] = [];
  private seen = 0;

  /** Takes in what the connection brought since the last time. */
  take(client: LiveClient, from = this.seen): void {
    for (const { event, body, about } of client.messages.slice(from)) {
      if (event === 'ticket.changed') this.changed(body['ticket'], body['cursor']);
      if (event === 'reset') this.problems.push('reset');
      if (about.cursor !== undefined) this.cursor = about.cursor;
    }
    this.seen = client.messages.length;
  }

  begin(): void {
    this.seen = 0;
  }

  private changed(ticket: { id: string; version: number }, cursor: string): void {
    const known = this.versions.get(ticket.id) ?? 0;
    if (ticket.version <= known) this.problems.push(`${ticket.id}: ${ticket.version} after ${known}`);
    if (this.cursor !== undefined && BigInt(cursor) <= BigInt(this.cursor)) {
      this.problems.push(`cursor ${cursor} after ${this.cursor}`);
    }
    this.versions.set(ticket.id, ticket.version);
  }
}

async function newest(guildId: string): Promise<Map<string, number>> {
  const rows = await app.app
    .get(Database)
    .query<{ id: string; version: number }>('SELECT id, version FROM tickets WHERE guild_id = $1', [guildId]);
  return new Map(rows.map(({ id, version }) => [id, version]));
}

describe('a client that drops and returns with its cursor', () => {
  it('has missed nothing and seen nothing twice, while eight write', async () => {
    const token = await stage.intake.guild.moderator(someone(1));
    const model = new Model();
    const steady = await stage.watcher(someone(2), { cursor: '0' });
    let writing = true;
    let drops = 0;
    const returning = (async () => {
      while (writing) {
        const client = await stage.connect(token);
        model.begin();
        await client.watch(stage.guildId, { cursor: model.cursor ?? '0' });
        await eventually(() => expect(client.of('ticket.changed').length).toBeGreaterThan(drops % 7));
        // What is on its way when a connection ends is lost: all that counts is what was heard.
        client.close();
        model.take(client);
        drops += 1;
      }
    })();
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; i < 60; i += 1) {
          const subject = { type: 'user', id: someone(100 + ((writer * 7 + i) % 23)), name: null } as const;
          const { ticketId } = await stage.intake.accept({ subject });
          if (i % 3 === 0) await stage.note(ticketId);
        }
      }),
    );
    writing = false;
    // The last round may wait for changes that never come.
    await stage.intake.accept({ subject: { type: 'user', id: someone(999), name: null } });
    for (let i = 0; i < 8; i += 1)
      await stage.intake.accept({ subject: { type: 'user', id: someone(1_000 + i), name: null } });
    await returning;
    const last = await stage.connect(token);
    model.begin();
    await last.watch(stage.guildId, { cursor: model.cursor ?? '0' });
    const truth = await newest(stage.guildId);
    await eventually(() => {
      model.take(last);
      expect(model.versions).toEqual(truth);
    });
    expect(model.problems).toEqual([]);
    expect(drops).toBeGreaterThan(3);

    const whole = new Model();
    await eventually(() => {
      whole.take(steady);
      expect(whole.versions).toEqual(truth);
    });
    expect(whole.problems).toEqual([]);
  });

  it('is told of what left its streams meanwhile', async () => {
    const { ticketId } = await stage.intake.accept();
    await stage.do(ticketId, { type: 'escalate', reason: 'Serious' });
    await stage.note(ticketId);
    const client = await stage.watcher(someone(1), { streams: ['review'], cursor: '1' });
    await eventually(() => expect(client.heardOf(ticketId)).toEqual(['gone']));
    const later = await stage.watcher(someone(1), { streams: ['review'], cursor: '2' });
    await stage.do(ticketId, { type: 'deescalate', reason: 'Not serious' });
    await eventually(() => expect(later.heardOf(ticketId)).toEqual([4]));
  });

  it('hears the answer first, and then what it missed, in the order of its cursors', async () => {
    const made: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      made.push(
        (await stage.intake.accept({ subject: { type: 'user', id: someone(100 + i), name: null } })).ticketId,
      );
    }
    const client = await stage.connect(await stage.intake.guild.moderator(someone(1)));
    let answeredAfter = -1;
    const answer = client.watch(stage.guildId, { cursor: '2' }).then((ack) => {
      answeredAfter = client.messages.length;
      return ack;
    });
    expect(await answer).toMatchObject({ cursor: '2' });
    expect(answeredAfter).toBe(0);
    await eventually(() =>
      expect(client.of('ticket.changed').map(({ body }) => body['ticket'].id)).toEqual(made.slice(2)),
    );
    expect(client.of('ticket.changed').map(({ body }) => body['cursor'])).toEqual(
      Array.from({ length: 10 }, (_, i) => String(i + 3)),
    );
  });

  it('is told to fetch anew when it is too far behind, and goes on from there', async () => {
    const { ticketId } = await stage.intake.accept();
    await writeEvents(ticketId, 6_000);
    const client = await stage.connect(await stage.intake.guild.moderator(someone(1)));
    expect(await client.watch(stage.guildId, { cursor: '1' })).toMatchObject({ cursor: '6001' });
    await eventually(() => expect(client.of('reset')).toHaveLength(1));
    expect(client.of('reset')[0]).toEqual({
      event: 'reset',
      body: { cursor: '6001' },
      about: { guildId: stage.guildId, cursor: '6001' },
    });
    await stage.note(ticketId);
    await eventually(() =>
      expect(client.of('ticket.changed').map(({ body }) => body['cursor'])).toEqual(['6002']),
    );
  });

  it('is told so too when its cursor is ahead of the log, or when the log no longer reaches back', async () => {
    const { ticketId } = await stage.intake.accept();
    const ahead = await stage.watcher(someone(1), { cursor: '5000' });
    await eventually(() => expect(ahead.of('reset')).toHaveLength(1));
    expect(ahead.of('reset')[0]?.about.cursor).toBe('1');
    await skipEvents(20);
    await stage.note(ticketId);
    const gap = await stage.watcher(someone(1), { cursor: '1' });
    await eventually(() => expect(gap.of('reset')).toHaveLength(1));
    expect(gap.of('reset')[0]?.about.cursor).toBe('22');
  });

  it('while it watches is told to fetch anew when more happens at once than can be told', async () => {
    const { ticketId } = await stage.intake.accept();
    const client = await stage.watcher(someone(1));
    await writeEvents(ticketId, 6_000);
    await eventually(() => expect(client.of('reset').map(({ about }) => about.cursor)).toEqual(['6001']));
    await stage.note(ticketId);
    await eventually(() => expect(client.of('ticket.changed').at(-1)?.body['cursor']).toBe('6002'));
  });
});

/** As if so much had happened to a ticket in one moment. */
async function writeEvents(ticketId: string, count: number): Promise<void> {
  await app.app.get(Database).transaction(async (tx) => {
    await tx.query(
      `INSERT INTO events (guild_id, seq, at, type, ticket_id, ticket_version, actor_type, actor_id, reason, payload)
       SELECT $1, 1 + n, now(), 'ticket.noted', $2, 1 + n, 'system', 'test', NULL, '{}' FROM generate_series(1, $3) n`,
      [stage.guildId, ticketId, count],
    );
    await tx.query('UPDATE tickets SET version = version + $3 WHERE guild_id = $1 AND id = $2', [
      stage.guildId,
      ticketId,
      count,
    ]);
    await skip(tx, count);
    await tx.query(`SELECT pg_notify('docket_log', $1)`, [`${stage.guildId}:${count + 1}`]);
  });
}

/** As if these had been kept once. */
async function skipEvents(count: number): Promise<void> {
  await skip(app.app.get(Database), count);
}

async function skip(tx: Pick<Database, 'query'>, count: number): Promise<void> {
  await tx.query('UPDATE guild_counters SET last_seq = last_seq + $2 WHERE guild_id = $1', [
    stage.guildId,
    count,
  ]);
}
