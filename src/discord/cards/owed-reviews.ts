import { Injectable } from '@nestjs/common';
import { FindsOwed, type JobRequest, type OwedWork } from '#jobs';
import type { Tx } from '#platform';

const BEHIND = `
  SELECT g.guild_id AS "guildId" FROM discord_guilds g
  WHERE g.reviewed_version < g.sight_version AND g.guild_id > $1 ORDER BY g.guild_id LIMIT $2`;

/** Guilds whose cards were not looked at since something changed. */
@FindsOwed({ name: 'discord.reviews', everySeconds: 10 })
@Injectable()
export class OwedReviews implements OwedWork {
  async find(
    tx: Tx,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<{ jobs: JobRequest[]; next: string | null }> {
    const rows = await tx.query<{ guildId: string }>(BEHIND, [after ?? '', limit]);
    return {
      jobs: rows.map(({ guildId }) => ({ name: 'discord.review', payload: { guildId }, key: guildId })),
      next: rows.length < limit ? null : (rows.at(-1)?.guildId ?? null),
    };
  }
}
