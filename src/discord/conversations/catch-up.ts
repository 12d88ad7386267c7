import { Injectable, Logger } from '@nestjs/common';
import { MessageType, Routes, type APIMessage } from 'discord-api-types/v10';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { DiscordRest } from '../api/discord-rest.js';
import { GuildFactsReader } from '../api/guild-facts.js';
import { roleOf } from '../mapping/domain/role-of.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { ConversationStore, type Conversation } from './db/conversation.store.js';
import { Hearing } from './hearing.js';
import { saidIn } from './domain/said-in.js';

const MOST_THREADS = 50;
const PAGE = 100;

/** Reads what was said in conversations while the bot was away, up to a page in each of the latest ones. */
@Injectable()
export class CatchUp {
  private readonly logger = new Logger('Discord');

  constructor(
    private readonly rest: DiscordRest,
    private readonly store: ConversationStore,
    private readonly hearing: Hearing,
    private readonly mappings: GuildMappings,
    private readonly facts: GuildFactsReader,
  ) {}

  async of(guildIds: readonly string[]): Promise<void> {
    for (const guildId of guildIds) {
      for (const conversation of await this.store.recent(guildId, MOST_THREADS)) {
        await this.read(conversation);
      }
    }
  }

  private async read(conversation: Conversation): Promise<void> {
    const { channelId, lastHeardId } = conversation;
    try {
      const messages = await this.rest.call<APIMessage[]>('Get', Routes.channelMessages(channelId), {
        query: new URLSearchParams({ limit: String(PAGE), after: lastHeardId ?? channelId }),
      });
      for (const message of messages.toReversed()) await this.hear(conversation, message);
    } catch (error) {
      if (!(error instanceof DiscordCallFailed)) throw error;
      this.logger.debug({ channelId, code: error.code }, 'A conversation could not be read');
    }
  }

  private async hear(conversation: Conversation, message: APIMessage): Promise<void> {
    const isSaid = message.type === MessageType.Default || message.type === MessageType.Reply;
    if (!isSaid || message.author.bot === true || message.webhook_id !== undefined) return;
    const { guildId } = conversation;
    const [member, mapping] = await Promise.all([
      this.facts.member(guildId, message.author.id),
      this.mappings.of(guildId),
    ]);
    if (mapping === null) return;
    const role = roleOf({ roleIds: member?.roleIds ?? [], administrates: false }, mapping);
    const attachments = new Map(
      message.attachments.map(({ id, filename, url }) => [id, { name: filename, url }]),
    );
    await this.hearing.hear(conversation, {
      messageId: message.id,
      authorId: message.author.id,
      role,
      text: saidIn({ content: message.content, attachments }),
    });
  }
}
