import { expect } from '@jest/globals';
import { call } from '../call.js';
import { CallbackReceiver, verified } from '../callbacks/receiver.js';
import type { DatabaseClient } from '../database-client.js';
import type { ChaosStage, Witness } from './witness.js';

const TYPES = ['ticket.opened', 'ticket.waiting', 'ticket.woken', 'ticket.signal_added'];
const PATH = '/chaos';
/** Of what it is called with, this many in ten are not taken at first. */
const REFUSED_OF_TEN = 2;

/** Somebody who is called about tickets, and does not take every call. */
export class CallbacksWitness implements Witness {
  private guildId = '';
  private secret = '';
  private turn = 0;
  private failing = true;

  constructor(private readonly receiver: CallbackReceiver) {}

  get calls(): number {
    return this.receiver.calls.length;
  }

  async begin({ guild, apiUrls }: ChaosStage): Promise<void> {
    this.guildId = guild.guildId;
    const url = this.receiver.at(PATH, (_call, response) => {
      this.turn += 1;
      response.writeHead(this.failing && this.turn % 10 < REFUSED_OF_TEN ? 500 : 204).end();
    });
    const path = `/v1/guilds/${guild.guildId}/callbacks`;
    const body = { name: 'Chaos', url, eventTypes: TYPES };
    const made = await call<{ secret: string }>({ url: apiUrls[0]! }, 'POST', path, guild.adminToken, body);
    expect(made.status).toBe(201);
    this.secret = made.body.secret;
  }

  async cease(): Promise<void> {
    this.failing = false;
  }

  async check(database: DatabaseClient): Promise<void> {
    const rows = (await database.query(
      `SELECT e.seq::text AS seq, e.type FROM events e
       WHERE e.guild_id = $1 AND e.type = ANY($2) ORDER BY e.seq`,
      [this.guildId, TYPES],
    )) as { seq: string; type: string }[];
    const told = new Map<string, { type: string; ids: Set<string> }>();
    for (const { id, body } of this.receiver.of(PATH)) {
      const seq = body.data.seq ?? 'none';
      const each = told.get(seq) ?? { type: body.type, ids: new Set() };
      told.set(seq, { type: body.type, ids: each.ids.add(id) });
    }
    const missing = rows.filter(({ seq, type }) => told.get(seq)?.type !== type);
    expect({ missing: missing.length, first: missing.slice(0, 5) }).toEqual({ missing: 0, first: [] });
    expect(told.size).toBe(rows.length);
    const underTwoNames = [...told].filter(([, { ids }]) => ids.size !== 1);
    expect(underTwoNames).toEqual([]);
    expect(new Set(this.receiver.of(PATH).map(({ id }) => id)).size).toBe(rows.length);
    for (const each of this.receiver.of(PATH).slice(-20))
      expect(verified(each, this.secret)).toEqual(each.body);
    const owed = await database.query(
      `SELECT state, count(*)::int AS count FROM callback_deliveries WHERE guild_id = $1 AND state <> 'delivered' GROUP BY 1`,
      [this.guildId],
    );
    expect(owed).toEqual([]);
  }
}
