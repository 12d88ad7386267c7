import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';

const PUT = `
  INSERT INTO member_locales AS m (guild_id, user_id, locale, since) VALUES ($1, $2, $3, $4)
  ON CONFLICT (guild_id, user_id) DO UPDATE SET locale = excluded.locale, since = excluded.since
  WHERE m.locale <> excluded.locale`;

/** The locale of members, by guild. */
@Injectable()
export class MemberLocaleStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async put(guildId: string, userId: string, locale: string): Promise<void> {
    await this.database.query(PUT, [guildId, userId, locale, this.clock.now()]);
  }

  async of(guildId: string, userId: string): Promise<string | null> {
    const [row] = await this.database.query<{ locale: string }>(
      `SELECT locale FROM member_locales WHERE guild_id = $1 AND user_id = $2`,
      [guildId, userId],
    );
    return row?.locale ?? null;
  }

  /** The newest of them, whatever the guild. By idx_member_locales_user. */
  async ofUser(userId: string): Promise<string | null> {
    const [row] = await this.database.query<{ locale: string }>(
      `SELECT locale FROM member_locales WHERE user_id = $1 ORDER BY since DESC LIMIT 1`,
      [userId],
    );
    return row?.locale ?? null;
  }
}
