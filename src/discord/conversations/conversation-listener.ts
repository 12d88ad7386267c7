import { Injectable, Logger } from '@nestjs/common';
import { ChannelType, MessageType } from 'discord-api-types/v10';
import type { Client, Message } from 'discord.js';
import { LookupCache } from '#platform';
import { Messages } from '../api/messages.js';
import { ListensToGateway, type GatewayListener } from '../client/listens-to-gateway.js';
import { roleOf } from '../mapping/domain/role-of.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { Languages } from '../people/languages.js';
import { SeenWorking } from '../staff/presence/seen-working.js';
import { commonTexts } from '../text/common.texts.js';
import type { Language } from '../text/texts.js';
import { CatchUp } from './catch-up.js';
import { ConversationStore, type Conversation } from './db/conversation.store.js';
import { saidIn } from './domain/said-in.js';
import { Hearing } from './hearing.js';

const SAID: readonly MessageType[] = [MessageType.Default, MessageType.Reply];
const KEPT_MS = 10_000;
const ABSENT_MS = 200;

/** Hears what members and staff say to each other about tickets, in private threads and in direct messages. */
@ListensToGateway()
@Injectable()
export class ConversationListener implements GatewayListener {
  private readonly logger = new Logger('Discord');
  private readonly running = new Set<Promise<void>>();
  private readonly known = new LookupCache<Conversation>({
    ttlMs: KEPT_MS,
    // A thread becomes a conversation a moment after the member is let into it.
    absentTtlMs: ABSENT_MS,
    most: 5_000,
  });

  constructor(
    private readonly store: ConversationStore,
    private readonly hearing: Hearing,
    private readonly mappings: GuildMappings,
    private readonly messages: Messages,
    private readonly catchUp: CatchUp,
    private readonly working: SeenWorking,
    private readonly languages: Languages,
  ) {}

  attach(client: Client): void {
    client.on('messageCreate', (message) => this.run(() => this.hear(message)));
    // What was said while nobody listened; a connection that is resumed may have missed some all the same.
    const readOn = (shardId: number) => this.run(() => this.catchUp.of(guildsOf(client, shardId)));
    client.on('shardReady', readOn);
    client.on('shardResume', readOn);
  }

  async detach(): Promise<void> {
    await Promise.all(this.running);
  }

  private run(work: () => Promise<void>): void {
    const running = work().catch((error: unknown) => {
      this.logger.warn({ error }, 'What was said in a conversation could not be written down');
    });
    this.running.add(running);
    void running.finally(() => this.running.delete(running));
  }

  private async hear(message: Message): Promise<void> {
    if (message.author.bot || message.webhookId !== null || !SAID.includes(message.type)) return;
    if (message.channel.type === ChannelType.DM) await this.hearDirectMessage(message);
    else if (message.channel.type === ChannelType.PrivateThread) await this.hearInThread(message);
  }

  private async hearInThread(message: Message): Promise<void> {
    const { guildId, channelId, author } = message;
    if (guildId === null) return;
    const conversation = await this.known.get(`${guildId} ${channelId}`, () =>
      this.store.inThread(guildId, channelId),
    );
    const mapping = await this.mappings.of(guildId);
    if (conversation === null || mapping === null) return;
    const roleIds = [...(message.member?.roles.cache.keys() ?? [])];
    const role = roleOf({ roleIds, administrates: false }, mapping);
    const said = { messageId: message.id, authorId: author.id, role, text: saidIn(message) };
    try {
      await this.hearing.hear(conversation, said);
      if (author.id !== conversation.userId) this.working.note(guildId, conversation.ticketId, author.id);
    } catch (error) {
      const { notHeard } = await this.textsFor(() => this.languages.ofMember(guildId, author.id));
      await this.messages.send(channelId, `lost:${message.id}`, { content: notHeard });
      throw error;
    }
  }

  /** A person may have several tickets, so what they write there must answer one of our messages. */
  private async hearDirectMessage(message: Message): Promise<void> {
    const answered = message.reference?.messageId;
    const owed = answered === undefined ? null : await this.store.ofMessage(answered, message.author.id);
    const texts = await this.textsFor(() =>
      owed === null
        ? this.languages.ofUser(message.author.id)
        : this.languages.ofMember(owed.guildId, owed.userId),
    );
    let content = texts.answerAMessage;
    let failure: unknown = null;
    if (owed !== null) {
      const said = {
        messageId: message.id,
        authorId: message.author.id,
        role: 'member',
        text: saidIn(message),
      } as const;
      try {
        await this.hearing.hear(owed, said);
        content = texts.heard;
      } catch (error) {
        failure = error;
        content = texts.notHeard;
      }
    }
    await this.messages.send(message.channelId, `heard:${message.id}`, { content });
    if (failure !== null) throw failure;
  }

  /** In English where nothing can be read: that something is lost is said also then. */
  private async textsFor(find: () => Promise<Language>): Promise<(typeof commonTexts)['en']> {
    try {
      return commonTexts[await find()];
    } catch (error) {
      this.logger.debug({ error }, 'A language could not be read');
      return commonTexts.en;
    }
  }
}

function guildsOf(client: Client, shardId: number): string[] {
  return [...client.guilds.cache.values()].filter((guild) => guild.shardId === shardId).map(({ id }) => id);
}
