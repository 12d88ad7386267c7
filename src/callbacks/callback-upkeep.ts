import { Inject, Injectable } from '@nestjs/common';
import { RunsEvery, type PeriodicWork, type Range } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';
import type { EndpointKey } from './db/delivery.store.js';
import { EndpointSwitch } from './endpoint-switch.js';

/** What an endpoint that takes nothing may be owed; more would be of no use to anybody. */
const MOST_PENDING = 50_000;
const BATCH = 2_000;

const TOO_FAR_BEHIND = `
  SELECT e.guild_id AS "guildId", e.id AS "endpointId" FROM callback_endpoints e
  WHERE e.status = 'active' AND EXISTS (
    SELECT 1 FROM callback_deliveries d
    WHERE d.guild_id = e.guild_id AND d.endpoint_id = e.id AND d.state = 'pending'
    OFFSET $1 LIMIT 1)
  LIMIT 100`;

// Written by a reader of the log that did not know yet that the endpoint was gone, or off.
const ORPHANS = `
  SELECT d.guild_id AS "guildId", d.id FROM callback_deliveries d
  WHERE d.state = 'pending' AND NOT EXISTS (
    SELECT 1 FROM callback_endpoints e
    WHERE e.guild_id = d.guild_id AND e.id = d.endpoint_id AND e.status = 'active')
  LIMIT ${BATCH}`;

const DROP = `
  UPDATE callback_deliveries d SET state = 'dropped', error = 'The endpoint was disabled or removed.', settled_at = $3
  FROM unnest($1::text[], $2::uuid[]) AS w(guild_id, id)
  WHERE d.guild_id = w.guild_id AND d.id = w.id AND d.state = 'pending'`;

// By idx_callback_deliveries_old: what was taken is of interest for days, what was not for two weeks.
const OLD = `
  WITH old AS (
    DELETE FROM callback_deliveries d USING (
      SELECT k.guild_id, k.id FROM callback_deliveries k
      WHERE k.state <> 'pending' AND k.created_at < $1
        AND (k.created_at < $2 OR k.state = 'delivered')
      ORDER BY k.created_at LIMIT ${BATCH}
    ) w
    WHERE d.guild_id = w.guild_id AND d.id = w.id RETURNING d.guild_id, d.id
  ), attempts AS (
    DELETE FROM callback_attempts a USING old o WHERE a.guild_id = o.guild_id AND a.delivery_id = o.id
  )
  SELECT 1 FROM old o`;

const DAY_MS = 86_400_000;
const KEPT_DAYS = { delivered: 3, other: 14 } as const;

/** Bounds what is kept: who is too far behind, what nobody waits for, what is old. */
@RunsEvery({ name: 'callbacks.upkeep', everySeconds: 60 })
@Injectable()
export class CallbackUpkeep implements PeriodicWork {
  constructor(
    private readonly database: Database,
    private readonly switches: EndpointSwitch,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(_range: Range, signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const behind = await this.database.query<EndpointKey>(TOO_FAR_BEHIND, [MOST_PENDING]);
    for (const endpoint of behind) await this.switches.off(endpoint, 'behind', now);
    await this.dropOrphans(now, signal);
    const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
    const old = [before(KEPT_DAYS.delivered), before(KEPT_DAYS.other)];
    while (!signal.aborted && (await this.database.query(OLD, old)).length === BATCH);
  }

  private async dropOrphans(now: Date, signal: AbortSignal): Promise<void> {
    let found = BATCH;
    while (found === BATCH && !signal.aborted) {
      const orphans = await this.database.query<{ guildId: string; id: string }>(ORPHANS);
      const guildIds = orphans.map(({ guildId }) => guildId);
      if (orphans.length > 0) await this.database.query(DROP, [guildIds, orphans.map(({ id }) => id), now]);
      found = orphans.length;
    }
  }
}
