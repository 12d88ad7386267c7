import { snowflakeOfId, type JsonObject } from '#kernel';
import type { SourceForIntake } from '#sources';
import type { Attachment } from '#triage';
import type { DiscordEmbed, DiscordPayload } from '../domain/webhook/discord-payload.js';

const DEFAULT_MESSAGE = 0;
const INCOMING_WEBHOOK = 1;

/** A source as the webhook that its URL makes of it. Docket has no channel behind it; the source stands for one. */
export function webhookObject(source: SourceForIntake, token: string, url: string): JsonObject {
  return {
    id: source.id,
    type: INCOMING_WEBHOOK,
    name: source.name,
    avatar: null,
    channel_id: source.id,
    guild_id: source.guildId,
    application_id: null,
    token,
    url,
  };
}

/** The message that Discord would have made of a call; its id is the signal's, as a snowflake. */
export function messageObject(
  source: SourceForIntake,
  signalId: string,
  payload: DiscordPayload,
  files: readonly Attachment[],
  now: Date,
): JsonObject {
  const id = snowflakeOfId(signalId);
  return {
    id,
    type: DEFAULT_MESSAGE,
    channel_id: source.id,
    webhook_id: source.id,
    content: payload.content ?? '',
    embeds: (payload.embeds ?? []).flatMap((embed) => (embed ? [embedObject(embed)] : [])),
    attachments: files.map((file, index) => attachmentObject(file, snowflakeOfId(signalId, index + 1))),
    components: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    author: {
      id: source.id,
      username: payload.username || source.name,
      global_name: null,
      avatar: null,
      discriminator: '0000',
      public_flags: 0,
      flags: 0,
      bot: true,
      primary_guild: null,
    },
    pinned: false,
    tts: payload.tts ?? false,
    flags: payload.flags ?? 0,
    timestamp: now.toISOString(),
    edited_timestamp: null,
  };
}

function embedObject(embed: DiscordEmbed): JsonObject {
  const { title, description, url, color, timestamp, footer, image, author, fields } = embed;
  const at = timestamp ? new Date(timestamp) : null;
  return {
    type: 'rich',
    ...(title && { title }),
    ...(description && { description }),
    ...(url && { url }),
    ...(color && { color }),
    ...(at && !Number.isNaN(at.getTime()) && { timestamp: at.toISOString() }),
    ...(footer?.text && { footer: { text: footer.text } }),
    ...(image?.url && { image: { url: image.url } }),
    ...(author?.name && { author: { name: author.name, ...(author.url && { url: author.url }) } }),
    ...(fields?.length && {
      fields: fields.map(({ name, value, inline }) => ({ name, value, inline: inline === true })),
    }),
  };
}

function attachmentObject({ filename, size, contentType }: Attachment, id: string): JsonObject {
  const name = filename ?? 'file';
  const url = `attachment://${encodeURIComponent(name)}`;
  return {
    id,
    filename: name,
    size: size ?? 0,
    url,
    proxy_url: url,
    ...(contentType && { content_type: contentType }),
  };
}
