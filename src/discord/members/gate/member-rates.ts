import { Injectable } from '@nestjs/common';
import { RunsEvery, type PeriodicWork } from '#jobs';
import { Database, type Statement } from '#platform';
import { freeAgain, windowStart, type Rate } from './domain/rate.js';

export interface RateKey {
  readonly guildId: string;
  readonly userId: string;
  readonly what: 'report' | 'request';
}

/** In one statement: of several at once no more than the rate are let in, whichever processes they reach. */
const TAKE: Statement = {
  name: 'member_rates_take',
  text: `
    INSERT INTO member_rates AS m (guild_id, user_id, what, taken) VALUES ($1, $2, $3, ARRAY[$4::timestamptz])
    ON CONFLICT (guild_id, user_id, what) DO UPDATE
    SET taken = ARRAY(SELECT t FROM unnest(m.taken) t WHERE t > $5::timestamptz ORDER BY t) || $4::timestamptz
    WHERE (SELECT count(*) FROM unnest(m.taken) t WHERE t > $5::timestamptz) < $6::int
    RETURNING true AS taken`,
};
const TAKEN = `SELECT taken FROM member_rates WHERE guild_id = $1 AND user_id = $2 AND what = $3`;
const GIVE_BACK = `
  UPDATE member_rates SET taken = array_remove(taken, $4::timestamptz)
  WHERE guild_id = $1 AND user_id = $2 AND what = $3`;
/** Reads the whole table, a row for each member who came with something in the last day. */
const FORGET = `
  DELETE FROM member_rates WHERE NOT EXISTS (
    SELECT 1 FROM unnest(taken) t WHERE t > now() - interval '1 day')`;

const DAY_SECONDS = 86_400;

/** How often each member came lately: in Postgres, so that it holds over processes and restarts. */
@RunsEvery({ name: 'discord.member-rates', everySeconds: DAY_SECONDS })
@Injectable()
export class MemberRates implements PeriodicWork {
  constructor(private readonly database: Database) {}

  /** Null: let in. Else when to come again. */
  async take({ guildId, userId, what }: RateKey, rate: Rate, now: Date): Promise<Date | null> {
    const key = [guildId, userId, what];
    const let_in = await this.database.query(TAKE, [...key, now, windowStart(rate, now), rate.count]);
    if (let_in.length > 0) return null;
    const [row] = await this.database.query<{ taken: Date[] }>(TAKEN, key);
    return freeAgain(row?.taken ?? [], rate, now);
  }

  /** What was let in at that time came to nothing, and does not count. */
  async giveBack({ guildId, userId, what }: RateKey, at: Date): Promise<void> {
    await this.database.query(GIVE_BACK, [guildId, userId, what, at]);
  }

  /** Rows that limit nobody any more. */
  async run(): Promise<void> {
    await this.database.query(FORGET);
  }
}
