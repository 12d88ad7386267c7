/** Where a message is. */
export interface MessageRef {
  readonly channelId: string;
  readonly messageId: string;
}

const LINK =
  /^<?https?:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/channels\/(\d{17,20})\/(\d{17,20})\/(\d{17,20})\/?>?$/i;

/** Reads a link to a message of this guild, as "Copy message link" makes it. Null for anything else. */
export function readMessageLink(link: string, guildId: string): MessageRef | null {
  const [, guild, channelId, messageId] = LINK.exec(link.trim()) ?? [];
  return guild === guildId && channelId !== undefined && messageId !== undefined
    ? { channelId, messageId }
    : null;
}

export function messageLink(guildId: string, { channelId, messageId }: MessageRef): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}
