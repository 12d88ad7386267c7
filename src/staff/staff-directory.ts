import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Tx } from '#platform';

// Reads idx_api_tokens_user, which holds the few tokens of people.
const STAFF_AMONG: Statement = {
  name: 'staff_among',
  text: `
    SELECT DISTINCT user_id AS "userId" FROM api_tokens
    WHERE guild_id = $1 AND user_id = ANY($2::text[]) AND role IN ('moderator', 'senior', 'admin')
      AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
    UNION SELECT user_id FROM staff_members WHERE guild_id = $1 AND user_id = ANY($2::text[])`,
};

@Injectable()
export class StaffDirectory {
  constructor(private readonly database: Database) {}

  /**
   * Which of these users are staff of the guild: by their roles on Discord, or with a live token of a moderator
   * or more. In the transaction, when one is given.
   */
  async staffAmong(
    guildId: string,
    userIds: readonly string[],
    tx: Tx = this.database,
  ): Promise<ReadonlySet<string>> {
    if (userIds.length === 0) return new Set();
    const rows = await tx.query<{ userId: string }>(STAFF_AMONG, [guildId, userIds]);
    return new Set(rows.map(({ userId }) => userId));
  }
}
