import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database, type Tx } from '#platform';

export interface WantedPage {
  readonly ticketId: string;
  readonly ticketVersion: number;
}

export interface Page extends WantedPage {
  readonly guildId: string;
  readonly sendingAt: Date | null;
}

export interface ShownPage extends WantedPage {
  readonly wantedAt: Date;
  readonly doneAt: Date | null;
  readonly messageId: string | null;
}

const NEWEST = `
  SELECT p.ticket_id AS "ticketId", p.ticket_version AS "ticketVersion", p.wanted_at AS "wantedAt",
    p.done_at AS "doneAt", p.message_id AS "messageId"
  FROM discord_pages p
  WHERE p.guild_id = $1 AND p.ticket_id = $2 ORDER BY p.ticket_version DESC LIMIT 20`;

const WANT = `
  INSERT INTO discord_pages (guild_id, ticket_id, ticket_version, wanted_at)
  SELECT $1, w.ticket_id, w.version, $4 FROM unnest($2::uuid[], $3::int[]) AS w(ticket_id, version)
  ON CONFLICT DO NOTHING`;

const OWED = `
  SELECT p.guild_id AS "guildId", p.ticket_id AS "ticketId", p.ticket_version AS "ticketVersion",
    p.sending_at AS "sendingAt"
  FROM discord_pages p
  WHERE p.guild_id = $1 AND p.ticket_id = $2 AND p.done_at IS NULL ORDER BY p.ticket_version`;

const OF_PAGE = `WHERE guild_id = $1 AND ticket_id = $2 AND ticket_version = $3`;

/** Whom to call to what, each once. */
@Injectable()
export class PageStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A version that is wanted already, done or not, stays as it is. */
  async want(tx: Tx, guildId: string, pages: readonly WantedPage[]): Promise<void> {
    if (pages.length === 0) return;
    await tx.query(WANT, [
      guildId,
      pages.map(({ ticketId }) => ticketId),
      pages.map(({ ticketVersion }) => ticketVersion),
      this.clock.now(),
    ]);
  }

  /** In the order of their versions. */
  owed(guildId: string, ticketId: string): Promise<Page[]> {
    return this.database.query<Page>(OWED, [guildId, ticketId]);
  }

  newest(guildId: string, ticketId: string): Promise<ShownPage[]> {
    return this.database.query<ShownPage>(NEWEST, [guildId, ticketId]);
  }

  async sending({ guildId, ticketId, ticketVersion }: Page): Promise<void> {
    await this.database.query(`UPDATE discord_pages SET sending_at = $4 ${OF_PAGE}`, [
      guildId,
      ticketId,
      ticketVersion,
      this.clock.now(),
    ]);
  }

  /** Done, by a message or because there was nobody to call any more. */
  async done(
    { guildId, ticketId, ticketVersion }: Page,
    message: { readonly channelId: string; readonly id: string } | null,
  ): Promise<void> {
    await this.database.query(
      `UPDATE discord_pages SET done_at = $4, channel_id = $5, message_id = $6 ${OF_PAGE}`,
      [guildId, ticketId, ticketVersion, this.clock.now(), message?.channelId ?? null, message?.id ?? null],
    );
  }
}
