import type { JsonObject } from '#kernel';
import type { Card } from '../db/card.store.js';
import type { ShownPage } from '../db/page.store.js';

/** A ticket on Discord. Without a row nothing is there and nothing is owed. */
export function presentCard(card: Card | null, pages: readonly ShownPage[]): JsonObject {
  return {
    channelId: card?.channelId ?? null,
    messageId: card?.messageId ?? null,
    threadId: card?.threadId ?? null,
    shownVersion: card?.shownVersion ?? null,
    pending: card !== null && !card.held && card.shown < card.wanted,
    failure: presentFailure(card),
    pages: pages.map(({ ticketVersion, wantedAt, doneAt, messageId }) => ({
      ticketVersion,
      wantedAt: wantedAt.toISOString(),
      doneAt: doneAt?.toISOString() ?? null,
      messageId,
    })),
  };
}

function presentFailure(card: Card | null): JsonObject | null {
  if (card === null || card.failureCode === null || card.failureAt === null) return null;
  return {
    code: card.failureCode,
    text: card.failureText,
    at: card.failureAt.toISOString(),
    refused: card.held,
  };
}
