import { snowflakeTime } from '#kernel';
import type { Attachment } from '#triage';
import type { NewSignal } from '../new-signal.js';
import { fromDiscordWebhook } from './from-discord-webhook.js';
import { isDiscordRefusal } from './discord-refusal.js';
import type { AlertContext } from './signal-of-alert.js';

/** A message in a channel as Discord's API has it, as far as a bot's log says anything. */
export interface LoggedMessage {
  readonly id: string;
  readonly content: string;
  readonly author: { readonly username: string };
  readonly embeds: readonly { readonly type?: string }[];
  readonly components?: readonly object[];
  readonly attachments: readonly {
    readonly url: string;
    readonly filename: string;
    readonly content_type?: string;
    readonly size: number;
  }[];
}

const MOST_CONTENT = 2_000;

/**
 * A message of another bot, read as a flag by the same eyes as what is posted to a webhook URL. Null when it
 * says nothing, or when Discord keeps from us what it says.
 */
export function fromDiscordMessage(message: LoggedMessage, context: AlertContext): NewSignal | null {
  const files = message.attachments.map(({ url, filename, content_type, size }): Attachment => ({
    url,
    filename,
    contentType: content_type ?? null,
    size,
  }));
  const payload = {
    content: message.content.slice(0, MOST_CONTENT),
    username: message.author.username,
    // What Discord itself shows of a link in the text is not the bot's word.
    embeds: message.embeds.filter(({ type }) => type === undefined || type === 'rich'),
    components: message.components ?? [],
  };
  const read = fromDiscordWebhook(structuredClone(payload), files, context);
  if (isDiscordRefusal(read)) return null;
  const occurredAt = new Date(Math.min(snowflakeTime(message.id), context.now.getTime()));
  const { signal } = read;
  // A channel's message came at its own time; what its embed names is when it happened, if that was before.
  return {
    ...signal,
    externalId: message.id,
    occurredAt: signal.occurredAt < occurredAt ? signal.occurredAt : occurredAt,
  };
}
