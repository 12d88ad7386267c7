import {
  GatewayDispatchEvents,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import type { APIMessage, APIUser } from 'discord-api-types/v10';
import { DiscordError, invalidForm, refuse } from '../errors.js';
import { keepFile } from '../world/files.js';
import { demandChannel } from '../world/permissions.js';
import { presentMessage, presentMessageEvent, presentUser } from '../world/present.js';
import type { ChannelRecord, MessageRecord, UploadedFile } from '../world/records.js';
import type { World } from '../world/world.js';
import { openDmAllowed } from './dms.js';
import { broughtIn, resolveMentions } from './mentions.js';
import { checkBody, demandSomething, mentionableText, numbered } from './message-body.js';
import type { MessageBody } from './message-body.js';
import { addThreadMember, wakeForMessage } from './threads.js';

/** By which way a message is written: it decides which permissions count and what the message says of itself. */
export type Voice = 'member' | 'webhook' | 'interaction' | 'system';

export interface NewMessage {
  readonly channel: ChannelRecord;
  readonly authorId: string;
  readonly body: MessageBody;
  readonly voice: Voice;
  readonly files?: readonly UploadedFile[];
  readonly ephemeralFor?: string | null;
  readonly interactionId?: string | null;
  /** An empty "thinking…" message of a deferred reply. */
  readonly loading?: boolean;
  /** Overrides what the message says of its author (webhooks) and its kind (system messages). */
  readonly extra?: Partial<APIMessage>;
}

/** Flags a sender may set; the rest are Discord's own. */
const SETTABLE =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;
const NONCE_LIFE_MS = 5 * 60_000;

function demandToSpeak(world: World, { channel, authorId, body, files = [] }: NewMessage): void {
  if (channel.guildId === null) {
    openDmAllowed(world, channel, authorId);
    return;
  }
  demandChannel(world, channel, authorId, channel.thread ? 'SendMessagesInThreads' : 'SendMessages');
  if (body.embeds?.length) demandChannel(world, channel, authorId, 'EmbedLinks');
  if (files.length > 0) demandChannel(world, channel, authorId, 'AttachFiles');
  if (body.message_reference) demandChannel(world, channel, authorId, 'ReadMessageHistory');
}

function storeFiles(
  world: World,
  channelId: string,
  body: MessageBody,
  files: readonly UploadedFile[],
): APIMessage['attachments'] {
  return files.map((file, index) => {
    const about = body.attachments?.find(
      (one) => String(one.id) === String(file.field.match(/\d+/)?.[0] ?? index),
    );
    return keepFile(world, channelId, file, about?.description ?? undefined);
  });
}

function reference(
  world: World,
  channel: ChannelRecord,
  body: MessageBody,
): Partial<APIMessage> & { repliedTo: string | null } {
  const wanted = body.message_reference;
  if (!wanted?.message_id) return { repliedTo: null };
  const target = world.channels.get(wanted.channel_id ?? channel.id)?.messages.get(wanted.message_id);
  if (!target) {
    if (wanted.fail_if_not_exists === false) return { repliedTo: null };
    throw invalidForm([
      { path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
    ]);
  }
  return {
    repliedTo: target.authorId,
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: target.message.id,
      channel_id: target.message.channel_id,
      ...(channel.guildId ? { guild_id: channel.guildId } : {}),
    },
    referenced_message: presentMessage(world, target),
  };
}

function remembered(world: World, { channel, authorId, body }: NewMessage): MessageRecord | undefined {
  if (!body.enforce_nonce || body.nonce === null || body.nonce === undefined) return undefined;
  const known = world.nonces.get(`${channel.id}:${authorId}:${body.nonce}`);
  return known && world.clock.now() - known.at < NONCE_LIFE_MS
    ? channel.messages.get(known.messageId)
    : undefined;
}

function authorOf(world: World, authorId: string): APIUser {
  const user = world.users.get(authorId);
  return user
    ? presentUser(user)
    : {
        id: authorId,
        username: 'webhook',
        discriminator: '0000',
        global_name: null,
        avatar: null,
        bot: true,
      };
}

/** Writes a message: checks, pings, stores, tells the gateway. The same for the bot, people, webhooks and replies. */
export function createMessage(world: World, input: NewMessage): MessageRecord {
  const { channel, authorId, body, voice, files = [], ephemeralFor = null, interactionId = null } = input;
  if (voice === 'member') demandToSpeak(world, input);
  const earlier = remembered(world, input);
  if (earlier) return earlier;
  if (voice !== 'system' && !input.loading) {
    checkBody(body);
    demandSomething(body, files.length);
  }
  if (channel.thread && ephemeralFor === null) wakeForMessage(world, channel, authorId, voice !== 'member');
  const { repliedTo, ...referenced } = reference(world, channel, body);
  const components = numbered(body.components ?? []);
  const content = (body.content ?? '').trim();
  const text = mentionableText(content, components);
  const mentions = resolveMentions(world, channel, authorId, text, body.allowed_mentions, repliedTo);
  const message: APIMessage = {
    id: world.ids.next(),
    channel_id: channel.id,
    author: authorOf(world, authorId),
    content,
    timestamp: world.clock.iso(),
    edited_timestamp: null,
    tts: body.tts ?? false,
    mention_everyone: mentions.pings.everyone || mentions.pings.here,
    mentions: mentions.users.map((id) => presentUser(world.user(id))),
    mention_roles: mentions.pings.roles,
    attachments: storeFiles(world, channel.id, body, files),
    embeds: (body.embeds ?? []).map((embed) => ({ type: 'rich', ...embed }) as APIMessage['embeds'][number]),
    components,
    pinned: false,
    type: MessageType.Default,
    flags:
      ((body.flags ?? 0) & SETTABLE) |
      (ephemeralFor === null ? 0 : MessageFlags.Ephemeral) |
      (input.loading ? MessageFlags.Loading : 0),
    ...referenced,
    ...input.extra,
    ...(body.nonce === null || body.nonce === undefined ? {} : { nonce: body.nonce }),
  };
  const record: MessageRecord = {
    message,
    authorId,
    pings: ephemeralFor === null ? mentions.pings : { everyone: false, here: false, roles: [], people: [] },
    ephemeralFor,
    interactionId,
    history: [],
    createdAt: world.clock.now(),
  };
  channel.messages.set(message.id, record);
  if (message.nonce !== undefined) {
    world.nonces.set(`${channel.id}:${authorId}:${message.nonce}`, {
      messageId: message.id,
      at: world.clock.now(),
    });
  }
  if (ephemeralFor === null) {
    channel.lastMessageId = message.id;
    for (const id of broughtIn(world, channel, text, body.allowed_mentions))
      addThreadMember(world, channel, id);
    tell(world, record, GatewayDispatchEvents.MessageCreate);
  }
  world.watch.changed();
  return record;
}

function tell(world: World, record: MessageRecord, event: GatewayDispatchEvents): void {
  if (record.ephemeralFor !== null) return;
  const channel = world.channel(record.message.channel_id);
  world.dispatch({
    event,
    data: presentMessageEvent(world, record),
    guildId: channel.guildId,
    channelId: channel.id,
  });
}

/** What an edit may not do: late edits are scarce, archived threads are closed. */
function demandEditable(world: World, record: MessageRecord): void {
  const channel = world.channel(record.message.channel_id);
  if (channel.thread?.archived) throw refuse.threadArchived();
  const now = world.clock.now();
  const { edits, perMs } = world.lateEditLimit;
  if (now - record.createdAt <= 3_600_000 || record.ephemeralFor !== null) return;
  const recent = channel.lateEdits.filter((at) => now - at < perMs);
  if (recent.length >= edits) {
    const wait = ((recent[0] ?? now) + perMs - now) / 1000;
    throw new DiscordError(
      429,
      30046,
      'Maximum number of edits to messages older than 1 hour reached. Try again later.',
      {
        retry_after: wait,
        global: false,
      },
    );
  }
  channel.lateEdits.splice(0, channel.lateEdits.length, ...recent, now);
}

/** Edits never ping; a mention they add to a thread only brings people in. */
export function editMessage(
  world: World,
  record: MessageRecord,
  body: MessageBody,
  files: readonly UploadedFile[] = [],
): MessageRecord {
  demandEditable(world, record);
  const before = record.message;
  const next = { ...body, flags: body.flags ?? before.flags ?? 0 };
  checkBody({ ...next, flags: (next.flags ?? 0) | ((before.flags ?? 0) & MessageFlags.IsComponentsV2) });
  const kept = body.attachments
    ? before.attachments.filter((one) => body.attachments?.some((wanted) => String(wanted.id) === one.id))
    : before.attachments;
  const channel = world.channel(before.channel_id);
  const content = body.content === undefined ? before.content : (body.content ?? '').trim();
  const components =
    body.components === undefined ? (before.components ?? []) : numbered(body.components ?? []);
  const loaded = (before.flags ?? 0) & ~MessageFlags.Loading & ~SETTABLE;
  record.history.push(before);
  record.message = {
    ...before,
    content,
    components,
    embeds:
      body.embeds === undefined
        ? before.embeds
        : (body.embeds ?? []).map((embed) => ({ type: 'rich', ...embed }) as APIMessage['embeds'][number]),
    attachments: [...kept, ...storeFiles(world, channel.id, body, files)],
    flags: loaded | ((next.flags ?? 0) & SETTABLE) | ((before.flags ?? 0) & MessageFlags.IsComponentsV2),
    edited_timestamp: world.clock.iso(),
  };
  demandSomething(record.message, record.message.attachments.length);
  if (record.ephemeralFor === null) {
    const text = mentionableText(content, components);
    for (const id of broughtIn(world, channel, text, body.allowed_mentions))
      addThreadMember(world, channel, id);
  }
  tell(world, record, GatewayDispatchEvents.MessageUpdate);
  world.watch.changed();
  return record;
}

export function removeMessage(world: World, record: MessageRecord): void {
  const channel = world.channel(record.message.channel_id);
  channel.messages.delete(record.message.id);
  if (record.ephemeralFor !== null) return world.watch.changed();
  world.dispatch({
    event: GatewayDispatchEvents.MessageDelete,
    data: {
      id: record.message.id,
      channel_id: channel.id,
      ...(channel.guildId ? { guild_id: channel.guildId } : {}),
    },
    guildId: channel.guildId,
    channelId: channel.id,
  });
}
