import { Injectable } from '@nestjs/common';
import { LogCursors } from '#events';
import { HandlesJob, Jobs, type JobHandler, type JobPayloads, type JobRun } from '#jobs';
import { Database } from '#platform';
import { TicketReader } from '#tickets';
import { FOLLOWERS } from '../mapping/followers.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { cardRequest } from './card-requests.js';
import { CardMarks } from './db/card-marks.js';

type Payload = JobPayloads['discord.review'];

const PAGE = 200;

/** Cards of resolved tickets stay where they are for good, and are looked at for as long as people read them. */
const SHOWN_LATELY = `
  SELECT c.ticket_id AS "ticketId" FROM discord_cards c
  WHERE c.guild_id = $1 AND c.ticket_id > $2::uuid
    AND (c.held OR (c.message_id IS NOT NULL AND c.updated_at > now() - interval '30 days'))
  ORDER BY c.ticket_id LIMIT $3`;

/** Looks at every card of a guild again: it was set up, or what decides who sees what has changed. */
@HandlesJob('discord.review')
@Injectable()
export class GuildReview implements JobHandler<Payload> {
  constructor(
    private readonly database: Database,
    private readonly mappings: GuildMappings,
    private readonly tickets: TicketReader,
    private readonly marks: CardMarks,
    private readonly cursors: LogCursors,
    private readonly jobs: Jobs,
  ) {}

  async handle({ guildId }: Payload, { signal }: JobRun): Promise<void> {
    const version = await this.mappings.sightVersion(guildId);
    if (version === 0) return;
    // Before the tickets are read: what changes after that is heard of.
    for (const consumer of FOLLOWERS) await this.cursors.begin(guildId, consumer);
    await this.shownOnes(guildId, signal);
    await this.unresolvedOnes(guildId, signal);
    await this.database.query(
      `UPDATE discord_guilds SET reviewed_version = greatest(reviewed_version, $2) WHERE guild_id = $1`,
      [guildId, version],
    );
  }

  private async shownOnes(guildId: string, signal: AbortSignal): Promise<void> {
    let after: string | undefined = '00000000-0000-0000-0000-000000000000';
    while (after !== undefined) {
      signal.throwIfAborted();
      const rows: { ticketId: string }[] = await this.database.query(SHOWN_LATELY, [guildId, after, PAGE]);
      const ids = rows.map(({ ticketId }) => ticketId);
      await this.marks.markAgain(guildId, ids);
      await this.jobs.addMany(ids.map((id) => cardRequest(guildId, id)));
      after = rows.length < PAGE ? undefined : rows.at(-1)?.ticketId;
    }
  }

  private async unresolvedOnes(guildId: string, signal: AbortSignal): Promise<void> {
    let cursor: string | undefined;
    do {
      signal.throwIfAborted();
      const page = await this.tickets.page(guildId, null, {}, 'queue', PAGE, cursor);
      const marked = await this.marks.mark(
        guildId,
        page.items.map(({ id }) => ({ ticketId: id, isShown: true })),
      );
      const byId = new Map(page.items.map((ticket) => [ticket.id, ticket]));
      await this.jobs.addMany(marked.map((id) => cardRequest(guildId, id, byId.get(id))));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}
