import { digestText, type JsonObject } from '#kernel';
import type { NewSignal } from '#intake';
import type { Attachment, Person } from '#triage';
import { outsideText, personOf } from '../outside-text.js';
import type { CopiedMessage } from './domain/copied-message.js';
import { messageLink, type MessageRef } from './domain/message-ref.js';

/** What a member reports, made out as far as it is known. */
export interface ReportDraft {
  readonly interactionId: string;
  readonly guildId: string;
  readonly reporter: Person;
  readonly category: string;
  /** The reporter's own. */
  readonly words: string;
  readonly files: readonly Attachment[];
  readonly about: { readonly id: string; readonly name: string | null; readonly isBot: boolean } | null;
  readonly message: MessageRef | null;
  /** Null when the message is gone, or its reporter could not read it either. */
  readonly copy: CopiedMessage | null;
}

const MOST_TEXT = 4_000;
const MOST_WORDS = 1_000;
const MOST_CONTENT = 2_000;
const MOST_EMBED_TEXT = 1_000;
const MOST_NAME = 100;
const MOST_ATTACHMENTS = 10;

/** What triage reads and staff judge: the reporter's words, then what the message said. */
export function reportSignal(draft: ReportDraft, now: Date): NewSignal {
  const { about, message, copy, words } = draft;
  const said = copy === null ? '' : [copy.content, copy.embeds].filter(Boolean).join('\n');
  return {
    externalId: externalIdOf(draft),
    kind: 'report',
    category: draft.category,
    severity: 'medium',
    confidence: 1,
    subject: about
      ? { type: 'user', ...personOf(about) }
      : { type: 'message', id: message?.messageId ?? draft.interactionId, name: null },
    reporter: personOf(draft.reporter),
    text: outsideText([words, said].filter(Boolean).join('\n\n'), MOST_TEXT),
    channelId: message?.channelId ?? null,
    messageId: message?.messageId ?? null,
    links: [],
    attachments: [...draft.files, ...(copy?.attachments ?? [])].slice(0, MOST_ATTACHMENTS),
    occurredAt: copy !== null && copy.sentAt < now ? copy.sentAt : now,
    correlationKey: null,
    data: {
      ...(words && { comment: outsideText(words, MOST_WORDS) }),
      ...(about?.isBot && { subjectIsBot: true }),
      ...(message && { message: evidence(draft.guildId, message, copy) }),
    },
  };
}

function evidence(guildId: string, ref: MessageRef, copy: CopiedMessage | null): JsonObject {
  const url = messageLink(guildId, ref);
  if (copy === null) return { ...ref, url, copied: false };
  return {
    ...ref,
    url,
    copied: true,
    author: { id: copy.author.id, name: outsideText(copy.author.name, MOST_NAME) },
    content: outsideText(copy.content, MOST_CONTENT),
    ...(copy.embeds && { embeds: outsideText(copy.embeds, MOST_EMBED_TEXT) }),
    ...(copy.stickers.length > 0 && {
      stickers: copy.stickers.slice(0, 3).map((name) => outsideText(name, 30)),
    }),
    ...(copy.attachments.length > 0 && { attachments: copy.attachments.length }),
    sentAt: copy.sentAt.toISOString(),
    ...(copy.editedAt && { editedAt: copy.editedAt.toISOString() }),
  };
}

/** A message counts once for each reporter; what they add in words is more to read, and each of it counts once. */
function externalIdOf({ interactionId, reporter, message, words, files }: ReportDraft): string {
  if (message === null) return `interaction:${interactionId}`;
  const id = `message:${message.messageId}:${reporter.id}`;
  if (files.length > 0) return `${id}:${interactionId}`;
  return words === '' ? id : `${id}:${digestText(words)}`;
}
