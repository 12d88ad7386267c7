import type { Attachment } from '#triage';
import type { NewSignal } from '../new-signal.js';
import { MAX_ALERT_TEXT, NO_ALERT, type Alert } from './alert.js';
import { textsOfComponents } from './discord-components.js';
import { checkDiscordPayload, type DiscordEmbed, type DiscordPayload } from './discord-payload.js';
import { EMPTY_MESSAGE, isDiscordRefusal, textOf, type DiscordRefusal } from './discord-refusal.js';
import { isHttpUrl } from './discord-text.js';
import { signalOfAlert, type AlertContext } from './signal-of-alert.js';

/** What came of a webhook call: one flag, or a refusal in Discord's words. `payload` is what was read. */
export type FromDiscord = { readonly signal: NewSignal; readonly payload: DiscordPayload } | DiscordRefusal;

/** A message as one would post it to a Discord webhook, read as a flag. Never throws. */
export function fromDiscordWebhook(
  input: unknown,
  files: readonly Attachment[],
  context: AlertContext,
): FromDiscord {
  const payload = checkDiscordPayload(input);
  if (isDiscordRefusal(payload)) return payload;
  if (isEmpty(payload, files)) return EMPTY_MESSAGE;
  return { signal: signalOfAlert(alertOf(payload, files), context), payload };
}

function isEmpty(payload: DiscordPayload, files: readonly Attachment[]): boolean {
  const embeds = (payload.embeds ?? []).filter((embed) => embed && Object.keys(embed).length > 0);
  return (
    !payload.content?.trim() &&
    embeds.length === 0 &&
    (payload.components ?? []).length === 0 &&
    !payload.poll &&
    files.length === 0
  );
}

function alertOf(payload: DiscordPayload, files: readonly Attachment[]): Alert {
  const embeds = (payload.embeds ?? []).filter((embed) => embed !== null && embed !== undefined);
  const components = textsOfComponents(payload.components ?? []);
  const texts = [payload.content, ...embeds.flatMap(textsOf), ...components.texts];
  const stamp = embeds.find(({ timestamp }) => timestamp)?.timestamp;
  return {
    ...NO_ALERT,
    format: 'discord',
    sender: textOf(payload.username, 80) || null,
    title: textOf(embeds[0]?.title ?? embeds[0]?.author?.name, 256) || null,
    text: textOf(texts.filter(Boolean).join('\n'), MAX_ALERT_TEXT),
    fields: embeds.flatMap(({ fields }) =>
      (fields ?? []).map(({ name, value }) => ({ name: textOf(name, 256), value: textOf(value, 1024) })),
    ),
    footers: embeds.map(({ footer }) => textOf(footer?.text, 2048)).filter(Boolean),
    colour: embeds.find(({ color }) => color)?.color ?? components.colour,
    links: [...embeds.flatMap(({ url, author }) => [url ?? '', author?.url ?? '']), ...components.links],
    attachments: [...files, ...embeds.flatMap(({ image }) => imageOf(image?.url))],
    at: stamp ? new Date(stamp) : null,
  };
}

function textsOf(embed: DiscordEmbed): string[] {
  return [embed.author?.name, embed.title, embed.description].filter((part) => typeof part === 'string');
}

function imageOf(url: string | null | undefined): Attachment[] {
  if (!url || !isHttpUrl(url)) return [];
  return [{ url, filename: null, contentType: null, size: null }];
}
