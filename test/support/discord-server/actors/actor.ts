import { ChannelType } from 'discord-api-types/v10';
import { uploaded } from '../interactions/command-input.js';
import type { FileInput, OptionInputs } from '../interactions/command-input.js';
import type { FieldInputs } from '../interactions/modal-input.js';
import type { Choices } from '../interactions/record.js';
import { agree, authorizeProblem, decline } from '../oauth/authorize.js';
import type { TokenStore } from '../oauth/tokens.js';
import { blocks, execute, findMatch } from '../ops/automod.js';
import { ban, unban } from '../ops/bans.js';
import { dmChannel } from '../ops/dms.js';
import { addMember, kick, removeMember, setRoles, timeOut } from '../ops/members.js';
import type { MessageBody } from '../ops/message-body.js';
import { createMessage, editMessage, removeMessage } from '../ops/messages.js';
import { createThread, inviteToThread, joinThread, removeThreadMember } from '../ops/threads.js';
import { refuse } from '../errors.js';
import { canSee, demandChannel } from '../world/permissions.js';
import type { ChannelRecord, GuildRecord, MemberRecord, UserRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { ActorInteractions } from './actor-interactions.js';
import { ChannelHandle } from './handles.js';
import type { RoleHandle } from './handles.js';
import type { InteractionHandle } from './interaction-handle.js';
import { MessageView } from './message-view.js';
import { ActorRefused } from './refusal.js';

type Who = { readonly id: string };

export interface SendOptions {
  readonly replyTo?: MessageView;
  readonly files?: readonly FileInput[];
}

export interface ActOptions {
  /** Where it happens; by default the first text channel of their guild that they can see. */
  readonly in?: ChannelHandle;
  readonly options?: OptionInputs;
}

/** One person (or other bot) in one guild, who can do what people do. */
export class Actor {
  readonly #does: ActorInteractions;

  constructor(
    private readonly world: World,
    private readonly tokens: TokenStore,
    readonly user: UserRecord,
    private readonly home: GuildRecord | null,
  ) {
    this.#does = new ActorInteractions(world, user.id);
  }

  get id(): string {
    return this.user.id;
  }

  get username(): string {
    return this.user.username;
  }

  get #guild(): GuildRecord {
    if (!this.home) throw new ActorRefused('They act outside any guild: take them from guild.member(…).');
    return this.home;
  }

  /** Their membership, or null once they left. */
  get member(): MemberRecord | null {
    return this.home?.members.get(this.id) ?? null;
  }

  /** Their DM with the bot. */
  get dm(): ChannelHandle {
    return new ChannelHandle(this.world, dmChannel(this.world, this.id));
  }

  closeDms(): void {
    this.user.directMessages = 'closed';
  }

  openDms(): void {
    this.user.directMessages = 'open';
  }

  // Talking

  /** Null when AutoMod blocked it. */
  trySend(
    channel: ChannelHandle,
    what: string | MessageBody,
    { replyTo, files = [] }: SendOptions = {},
  ): MessageView | null {
    const { world } = this;
    const { record } = channel;
    const body: MessageBody = {
      ...(typeof what === 'string' ? { content: what } : what),
      ...(replyTo ? { message_reference: { message_id: replyTo.id, channel_id: replyTo.channelId } } : {}),
    };
    const guild = record.guildId === null ? null : world.guild(record.guildId);
    const match =
      guild && canSee(world, record, this.id)
        ? findMatch(world, guild, record, this.id, body.content ?? '')
        : null;
    const blocked = match !== null && blocks(match.rule);
    const uploads = files.map((file, index) => uploaded(file, `files[${index}]`));
    const message = blocked
      ? null
      : createMessage(world, { channel: record, authorId: this.id, body, files: uploads, voice: 'member' });
    if (guild && match)
      execute(world, { guild, channel: record, userId: this.id, text: body.content ?? '', match, message });
    return message && new MessageView(world, message);
  }

  sendMessage(channel: ChannelHandle, what: string | MessageBody, options: SendOptions = {}): MessageView {
    const message = this.trySend(channel, what, options);
    if (!message) throw refuse.blockedByAutoMod();
    return message;
  }

  sendDm(what: string | MessageBody, options: SendOptions = {}): MessageView {
    return this.sendMessage(this.dm, what, options);
  }

  edit(message: MessageView, content: string): void {
    if (message.author.id !== this.id) throw refuse.editNotOwn();
    editMessage(this.world, message.record, { content });
  }

  delete(message: MessageView): void {
    if (message.author.id !== this.id)
      demandChannel(this.world, this.world.channel(message.channelId), this.id, 'ManageMessages');
    removeMessage(this.world, message.record);
  }

  // Threads

  startThread(
    channel: ChannelHandle,
    name: string,
    { isPrivate = false, invitable = true } = {},
  ): ChannelHandle {
    const type = isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread;
    const thread = createThread(this.world, {
      parent: channel.record,
      ownerId: this.id,
      name,
      type,
      invitable,
    });
    return new ChannelHandle(this.world, thread);
  }

  joinThread(thread: ChannelHandle): void {
    joinThread(this.world, thread.record, this.id);
  }

  leaveThread(thread: ChannelHandle): void {
    removeThreadMember(this.world, thread.record, this.id);
  }

  inviteToThread(thread: ChannelHandle, who: Who): void {
    inviteToThread(this.world, thread.record, this.id, who.id);
  }

  // Using the bot

  async command(words: string, { options = {}, in: where }: ActOptions = {}): Promise<InteractionHandle> {
    return this.#does.command(words, this.#channel(where), options);
  }

  /** The choices the bot offers for `option` while `typed` stands in it. */
  async autocomplete(
    words: string,
    option: string,
    typed: string,
    { options = {}, in: where }: ActOptions = {},
  ): Promise<Choices> {
    const handle = this.#does.autocomplete(
      words,
      this.#channel(where),
      { name: option, value: typed },
      options,
    );
    return (await handle.response()).choices ?? [];
  }

  async messageMenu(name: string, message: MessageView): Promise<InteractionHandle> {
    return this.#does.messageMenu(name, message);
  }

  async userMenu(name: string, who: Who, { in: where }: ActOptions = {}): Promise<InteractionHandle> {
    return this.#does.userMenu(name, who.id, this.#channel(where));
  }

  async press(message: MessageView, customId: string): Promise<InteractionHandle> {
    return this.#does.press(message, customId);
  }

  async select(
    message: MessageView,
    customId: string,
    values: readonly (string | Who)[],
  ): Promise<InteractionHandle> {
    return this.#does.select(message, customId, values);
  }

  async submitModal(
    handle: InteractionHandle,
    { fields = {} }: { fields?: FieldInputs } = {},
  ): Promise<InteractionHandle> {
    return this.#does.submitModal(handle, fields);
  }

  #channel(where: ChannelHandle | undefined): ChannelRecord {
    if (where) return where.record;
    if (!this.member) throw new ActorRefused('They are not in the guild.');
    const channels = this.world.guildChannels(this.#guild.id);
    const found = channels.find(
      (one) => one.type === ChannelType.GuildText && canSee(this.world, one, this.id),
    );
    if (!found) throw new ActorRefused('They see no text channel.');
    return found;
  }

  // Being a member, and moderating

  join(): void {
    addMember(this.world, this.#guild, this.id);
  }

  leave(): void {
    removeMember(this.world, this.#guild, this.id);
  }

  ban(
    who: Who,
    { reason, deleteMessageSeconds = 0 }: { reason?: string; deleteMessageSeconds?: number } = {},
  ): void {
    ban(this.world, this.#guild, who.id, { actorId: this.id, reason: reason ?? null, deleteMessageSeconds });
  }

  unban(who: Who, { reason }: { reason?: string } = {}): void {
    unban(this.world, this.#guild, who.id, { actorId: this.id, reason });
  }

  kick(who: Who, { reason }: { reason?: string } = {}): void {
    kick(this.world, this.#guild, who.id, { actorId: this.id, reason });
  }

  /** `forMs: null` lifts it. */
  timeout(who: Who, { forMs = 600_000, reason }: { forMs?: number | null; reason?: string } = {}): void {
    const until = forMs === null ? null : this.world.clock.now() + forMs;
    timeOut(this.world, this.#guild, who.id, until, { actorId: this.id, reason });
  }

  setRoles(who: Who, roles: readonly RoleHandle[], { reason }: { reason?: string } = {}): void {
    const ids = roles.map((role) => role.id);
    setRoles(this.world, this.#guild, who.id, ids, { actorId: this.id, reason });
  }

  // Logging in elsewhere

  /** Agrees on the authorization page at `url`; answers the address their browser is sent to. */
  authorize(url: string): string {
    return agree(this.tokens, this.#asked(url), this.id);
  }

  /** Declines on the authorization page. */
  decline(url: string): string {
    return decline(this.#asked(url));
  }

  #asked(url: string): URLSearchParams {
    const query = new URL(url).searchParams;
    const problem = authorizeProblem(this.world, query);
    if (problem) throw new ActorRefused(problem);
    return query;
  }
}
