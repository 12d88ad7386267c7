import { expect } from '@jest/globals';
import type { DatabaseClient } from '../database-client.js';
import { cardsIn } from '../discord/cards.js';
import type { DiscordStage } from './discord-stage.js';
import type { Witness } from './witness.js';

interface Shown {
  readonly channelId: string;
  readonly version: number;
}

interface TicketRow {
  readonly id: string;
  readonly version: number;
  readonly stream: keyof DiscordStage['channels'];
  /** What Docket thinks of it, for whoever reads why it is wrong. */
  readonly card: unknown;
}

/** Looks at the channels of staff: each unresolved ticket stands there once, as it is. */
export class CardsWitness implements Witness {
  count = 0;

  constructor(private readonly stage: DiscordStage) {}

  async begin(): Promise<void> {
    this.stage.beginFailing();
  }

  async cease(): Promise<void> {
    this.stage.endFailing();
  }

  async check(database: DatabaseClient): Promise<void> {
    const rows = (await database.query(
      `SELECT t.id, t.version, t.stream, to_jsonb(c) AS card FROM tickets t
       LEFT JOIN discord_cards c ON c.guild_id = t.guild_id AND c.ticket_id = t.id
       WHERE t.guild_id = $1 AND t.status <> 'resolved' AND t.stream <> 'auto_resolve'`,
      [this.stage.guild.id],
    )) as TicketRow[];
    const shown = this.shown();
    const wrong = rows.flatMap(({ id, version, stream, card }) => {
      const wanted = [{ channelId: this.stage.channels[stream].id, version }];
      const found = shown.get(id) ?? [];
      return this.same(found, wanted) ? [] : [{ id, wanted, found, card }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    const doubled = [...shown].filter(([, cards]) => cards.length > 1);
    expect(doubled.slice(0, 5)).toEqual([]);
    this.stage.discord.assertNoViolations();
    this.count = shown.size;
  }

  private same(found: readonly Shown[], wanted: readonly Shown[]): boolean {
    return JSON.stringify(found) === JSON.stringify(wanted);
  }

  /** By ticket: what a press of its button would say. */
  private shown(): Map<string, Shown[]> {
    const byTicket = new Map<string, Shown[]>();
    for (const channel of Object.values(this.stage.channels)) {
      for (const { buttons } of cardsIn(channel)) {
        const note = buttons.find(({ customId }) => customId?.startsWith('note:') === true);
        const [, ticketId = '', version] = note?.customId?.split(':') ?? [];
        const cards = byTicket.get(ticketId) ?? [];
        byTicket.set(ticketId, [...cards, { channelId: channel.id, version: Number(version) }]);
      }
    }
    return byTicket;
  }
}
