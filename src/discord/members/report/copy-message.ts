import type { APIMessage, APIAttachment } from 'discord-api-types/v10';
import type { Attachment as GatewayAttachment, Message } from 'discord.js';
import { snowflakeTime } from '#kernel';
import type { Attachment } from '#triage';
import { embedSummary, type CopiedMessage } from './domain/copied-message.js';

/** The message that comes with a message command, with its content whatever the intents. */
export function copyTarget(message: Message): CopiedMessage {
  const { id, channelId, author, editedAt } = message;
  const said = [message, ...message.messageSnapshots.values()];
  return {
    id,
    channelId,
    author: { id: author.id, name: author.displayName, isBot: author.bot || message.webhookId !== null },
    content: said.flatMap(({ content }) => content || []).join('\n'),
    embeds: embedSummary(said.flatMap(({ embeds }) => embeds ?? [])),
    stickers: said.flatMap(({ stickers }) => [...(stickers?.values() ?? [])].map(({ name }) => name)),
    attachments: said.flatMap(({ attachments }) => [...(attachments?.values() ?? [])].map(uploadOf)),
    sentAt: new Date(snowflakeTime(id)),
    editedAt,
  };
}

/** The same of a message that was fetched. */
export function copyFetched(message: APIMessage): CopiedMessage {
  const { id, channel_id: channelId, author, edited_timestamp: edited } = message;
  const said = [message, ...(message.message_snapshots ?? []).map((snapshot) => snapshot.message)];
  return {
    id,
    channelId,
    author: {
      id: author.id,
      name: author.global_name ?? author.username,
      isBot: author.bot === true || message.webhook_id !== undefined,
    },
    content: said.flatMap(({ content }) => content || []).join('\n'),
    embeds: embedSummary(said.flatMap(({ embeds }) => embeds)),
    stickers: said.flatMap(({ sticker_items: stickers }) => (stickers ?? []).map(({ name }) => name)),
    attachments: said.flatMap(({ attachments }) => attachments.map(fetchedUploadOf)),
    sentAt: new Date(snowflakeTime(id)),
    editedAt: edited === null ? null : new Date(edited),
  };
}

export function uploadOf({ url, name, contentType, size }: GatewayAttachment): Attachment {
  return { url, filename: name, contentType, size };
}

function fetchedUploadOf({ url, filename, content_type: contentType, size }: APIAttachment): Attachment {
  return { url, filename, contentType: contentType ?? null, size };
}
