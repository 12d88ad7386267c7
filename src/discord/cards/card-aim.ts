import { Injectable } from '@nestjs/common';
import { digestText } from '#kernel';
import { SourceDirectory } from '#sources';
import { PartyReader, TicketReader, type Ticket } from '#tickets';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { languageOf, type Language } from '../text/texts.js';
import type { Card } from './db/card.store.js';
import { renderCard, type CardFace } from './face/render-card.js';
import { choosePlace, type Channels, type Place } from './sight/domain/choose-place.js';
import { GuildSight } from './sight/guild-sight.js';

const MOST_SIGNALS = 3;

/** What should stand on Discord for a ticket, as everything is now. */
export interface CardAim {
  readonly ticket: Ticket;
  readonly mapping: GuildMapping;
  readonly language: Language;
  /** Of the guild's mapping and permissions; what Discord refused under it, it will refuse again. */
  readonly sightVersion: number;
  readonly place: Place;
  readonly channels: Channels;
}

@Injectable()
export class CardAims {
  constructor(
    private readonly mappings: GuildMappings,
    private readonly tickets: TicketReader,
    private readonly parties: PartyReader,
    private readonly sight: GuildSight,
    private readonly sources: SourceDirectory,
  ) {}

  /** Null in a guild that is not set up. */
  async of({ guildId, ticketId }: Card): Promise<CardAim | null> {
    const [mapping, sightVersion] = await Promise.all([
      this.mappings.of(guildId),
      this.mappings.sightVersion(guildId),
    ]);
    if (mapping === null) return null;
    // Parties before the ticket: one who joins in between makes a newer version, and with it another look.
    const userIds = await this.parties.of(guildId, ticketId);
    const seen = await this.sight.of(guildId, sightVersion, userIds);
    const { ticket } = await this.tickets.one(guildId, null, ticketId);
    return {
      ticket,
      mapping,
      language: languageOf(seen.locale),
      sightVersion,
      place: choosePlace(ticket.stream, mapping, seen),
      channels: seen,
    };
  }

  /** What the card shows, and its digest: the same digest is the same face. */
  async face(card: Card, { ticket, language }: CardAim): Promise<{ face: CardFace; hash: string }> {
    const [{ items: signals }, source] = await Promise.all([
      this.tickets.signals(card.guildId, null, ticket.id, MOST_SIGNALS),
      this.sources.byId(card.guildId, ticket.sourceId),
    ]);
    const ownThreadId = card.threadId === card.messageId ? null : card.threadId;
    const otherThreadIds = [card.earlierThreadId, ownThreadId].filter((id) => id !== null);
    const face = renderCard({ ticket, signals, sourceName: source?.name ?? null, otherThreadIds }, language);
    return { face, hash: digestText(JSON.stringify(face)) };
  }
}
