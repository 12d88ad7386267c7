import { expect } from '@jest/globals';
import type { DatabaseClient } from '../database-client.js';
import { expectWholeLedger, keptSignals } from '../load/ledger.js';
import { keepPosting, type Posting } from '../load/post-signals.js';
import type { ChaosStage, Witness } from './witness.js';

/** Posts reports, each until it is acknowledged, by whichever process answers. */
export class SignalsWitness implements Witness {
  private posting: Posting | null = null;
  private guildId = '';

  /** @param pauseMs between an answer and the next signal of each of its clients */
  constructor(private readonly pauseMs: number) {}

  get acknowledged(): Posting['acknowledged'] {
    return this.posting?.acknowledged ?? new Map();
  }

  async begin({ guild, sourceToken: token, apiUrls }: ChaosStage): Promise<void> {
    this.guildId = guild.guildId;
    const doors = apiUrls.map((url) => ({ url, guildId: guild.guildId, token }));
    this.posting = keepPosting(doors, { clients: 3, retry: true, pauseMs: this.pauseMs });
  }

  async cease(): Promise<void> {
    await this.posting?.stop();
  }

  async check(database: DatabaseClient): Promise<void> {
    const kept = await keptSignals(database, this.guildId);
    for (const [externalId, { signalId }] of this.acknowledged) expect(kept.get(externalId)).toBe(signalId);
    const moved = await database.query(
      `SELECT s.external_id FROM signals s
       JOIN json_to_recordset($2::json) AS r("signalId" uuid, "ticketId" uuid) ON r."signalId" = s.id
       WHERE s.guild_id = $1 AND s.ticket_id <> r."ticketId"`,
      [this.guildId, JSON.stringify([...this.acknowledged.values()])],
    );
    expect(moved).toEqual([]);
    await expectWholeLedger(database, this.guildId);
    this.expectNoUnknownAnswer();
  }

  /** While something is away callers are told to come again, and nothing else. */
  private expectNoUnknownAnswer(): void {
    const odd = (this.posting?.refused ?? []).filter(({ status }) => status !== 503);
    expect(odd.map(({ status, body }) => ({ status, body }))).toEqual([]);
  }
}
