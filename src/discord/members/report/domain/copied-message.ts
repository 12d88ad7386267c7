import type { Attachment } from '#triage';

/** A message as it was when somebody reported it: whatever becomes of it, this stays. */
export interface CopiedMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: { readonly id: string; readonly name: string; readonly isBot: boolean };
  /** What it says; of a forwarded message what that says. */
  readonly content: string;
  /** What its embeds say, in a few lines. */
  readonly embeds: string;
  readonly stickers: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly sentAt: Date;
  readonly editedAt: Date | null;
}

interface EmbedText {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly url?: string | null | undefined;
}

const MOST_EMBEDS = 10;

export function embedSummary(embeds: readonly EmbedText[]): string {
  return embeds
    .slice(0, MOST_EMBEDS)
    .map(({ title, url, description }) => [title, url, description].filter(Boolean).join('\n'))
    .filter((text) => text !== '')
    .join('\n\n');
}
