import { ChannelType } from 'discord-api-types/v10';
import type { World } from './world.js';

type Json = Record<string, unknown>;

interface Readable {
  author?: { id?: string };
  mentions?: { id: string }[];
  channel_id?: string;
}

/**
 * Without MESSAGE_CONTENT a bot reads only its own messages, DMs, and messages that mention it (a reply that pings it
 * mentions it). The target of a message command is never passed through here.
 */
export function withoutContent(world: World, message: Json): Json {
  const { author, mentions, channel_id: channelId } = message as Readable;
  const channel = channelId ? world.channels.get(channelId) : undefined;
  const exempt =
    author?.id === world.botId ||
    channel?.type === ChannelType.DM ||
    mentions?.some((user) => user.id === world.botId) === true;
  const stripped: Json = exempt
    ? { ...message }
    : { ...message, content: '', embeds: [], attachments: [], components: [] };
  if (!exempt) delete stripped.poll;
  const referenced = stripped.referenced_message;
  if (referenced) stripped.referenced_message = withoutContent(world, referenced as Json);
  return stripped;
}
