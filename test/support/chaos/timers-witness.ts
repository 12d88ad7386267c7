import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { newSnowflake } from '#kernel';
import { call } from '../call.js';
import type { DatabaseClient } from '../database-client.js';
import { eventually } from '../eventually.js';
import { postSignal } from '../load/post-signals.js';
import type { ChaosStage, Witness } from './witness.js';

const PAUSE_MS = 500;
const WAIT_MS = 3_000;
const STUBBORN_FOR_MS = 120_000;

/** Puts tickets off, each for a few seconds; each has to be woken by its time, once. */
export class TimersWitness implements Witness {
  private readonly waiting: string[] = [];
  private readonly ceased = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private guildId = '';

  get count(): number {
    return this.waiting.length;
  }

  async begin(stage: ChaosStage): Promise<void> {
    this.guildId = stage.guild.guildId;
    const token = await stage.guild.moderator(newSnowflake(Date.now()));
    this.running = this.keepWaiting(stage, token);
  }

  async cease(): Promise<void> {
    this.ceased.abort();
    await this.running;
  }

  async check(database: DatabaseClient): Promise<void> {
    const rows = await database.query(
      `SELECT t.id, t.status, count(*) FILTER (WHERE e.type = 'ticket.waiting') AS put_off,
         count(*) FILTER (WHERE e.type = 'ticket.woken' AND e.payload->>'cause' = 'time') AS woken,
         max(e.at) FILTER (WHERE e.type = 'ticket.woken')
           >= max((e.payload->>'waitUntil')::timestamptz) FILTER (WHERE e.type = 'ticket.waiting') AS in_time
       FROM tickets t JOIN events e ON e.guild_id = t.guild_id AND e.ticket_id = t.id
       WHERE t.guild_id = $1 AND t.id = ANY($2) GROUP BY t.guild_id, t.id`,
      [this.guildId, this.waiting],
    );
    expect(rows).toHaveLength(this.waiting.length);
    const right = { id: expect.any(String), status: 'open', put_off: '1', woken: '1', in_time: true };
    for (const row of rows) expect(row).toEqual(right);
  }

  private async keepWaiting(stage: ChaosStage, token: string): Promise<void> {
    for (let i = 0; !this.ceased.signal.aborted; i += 1) {
      const ticketId = await this.open(stage, i);
      await this.putOff(stage, token, ticketId);
      this.waiting.push(ticketId);
      await delay(PAUSE_MS);
    }
  }

  /** About someone whom nothing else is about. */
  private open({ guild, sourceToken, apiUrls }: ChaosStage, i: number): Promise<string> {
    let tried = i;
    const signal = {
      externalId: `timer-${i}`,
      kind: 'flag',
      category: 'harassment',
      subject: { type: 'user', id: String(7n * 10n ** 17n + BigInt(i)) },
      correlationKey: `timer-${i}`,
    };
    return eventually(async () => {
      const url = apiUrls[(tried += 1) % apiUrls.length]!;
      const answer = await postSignal({ url, guildId: guild.guildId, token: sourceToken }, signal);
      expect(answer?.status).toBe(202);
      return answer!.body.ticketId;
    }, STUBBORN_FOR_MS);
  }

  /** A version that has moved was moved by a try of this that was cut off. */
  private async putOff({ guild, apiUrls }: ChaosStage, token: string, ticketId: string): Promise<void> {
    const path = `/v1/guilds/${guild.guildId}/tickets/${ticketId}/wait`;
    let tried = 0;
    await eventually(async () => {
      const url = apiUrls[(tried += 1) % apiUrls.length]!;
      const until = new Date(Date.now() + WAIT_MS).toISOString();
      const { status } = await call({ url }, 'POST', path, token, { version: 1, for: 'time', until });
      expect([200, 409]).toContain(status);
    }, STUBBORN_FOR_MS);
  }
}
