import { Injectable } from '@nestjs/common';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { BaseInteraction } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { atMost } from '#platform';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { Messages } from '../../api/messages.js';
import { copyFetched } from './copy-message.js';
import type { CopiedMessage } from './domain/copied-message.js';
import type { MessageRef } from './domain/message-ref.js';

const READ = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;
/** As long as the modal may take to come back. */
const KEPT_MS = 15 * 60_000;
const MOST_KEPT = 1_000;
const PATIENCE_MS = 2_000;

/** The message that a report names, for a reporter who can read it. */
@Injectable()
export class ReportedMessages {
  private readonly kept = new LRUCache<string, CopiedMessage>({ ...atMost(MOST_KEPT), ttl: KEPT_MS });

  constructor(private readonly messages: Messages) {}

  /** Spares a call when its modal comes back, and survives that the message is deleted meanwhile. */
  keep(reporterId: string, copy: CopiedMessage): void {
    this.kept.set(`${reporterId} ${copy.id}`, copy);
  }

  /** Null when it is gone, out of reach, or nothing that the reporter could read: a report must not open doors. */
  async find(interaction: BaseInteraction, ref: MessageRef): Promise<CopiedMessage | null> {
    const kept = this.kept.get(`${interaction.user.id} ${ref.messageId}`);
    if (kept?.channelId === ref.channelId) return kept;
    if (!canRead(interaction, ref.channelId)) return null;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      return copyFetched(await this.messages.get(ref.channelId, ref.messageId, signal));
    } catch (error) {
      if (error instanceof DiscordCallFailed) return null;
      throw error;
    }
  }
}

/** In this guild, and open to the reporter: who is in a private thread is not known here. */
function canRead(interaction: BaseInteraction, channelId: string): boolean {
  if (!interaction.inCachedGuild()) return false;
  const channel = interaction.guild.channels.cache.get(channelId);
  if (channel === undefined || channel.type === ChannelType.PrivateThread) return false;
  return channel.permissionsFor(interaction.member).has(READ);
}
