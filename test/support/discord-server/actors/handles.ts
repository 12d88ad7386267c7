import { GatewayDispatchEvents, OverwriteType } from 'discord-api-types/v10';
import type { APIRole } from 'discord-api-types/v10';
import { overwriteFor, removeChannel, tellChannel } from '../ops/channels.js';
import { setArchived, stateOf } from '../ops/threads.js';
import { addWebhook, postWebhook, presentWebhook } from '../ops/webhooks.js';
import type { MessageBody } from '../ops/message-body.js';
import { canSee } from '../world/permissions.js';
import type { ChannelRecord, ThreadState, WebhookRecord } from '../world/records.js';
import type { WaitOptions } from '../watch.js';
import type { World } from '../world/world.js';
import { MessageView } from './message-view.js';

export interface RoleHandle {
  readonly id: string;
  readonly name: string;
  readonly record: APIRole;
}

/** Another tool's webhook in a channel: post as it would. */
export class WebhookHandle {
  constructor(
    private readonly world: World,
    readonly record: WebhookRecord,
  ) {}

  get id(): string {
    return this.record.id;
  }

  get token(): string {
    return this.record.token;
  }

  get url(): string {
    return presentWebhook(this.world, this.record).url ?? '';
  }

  post(body: MessageBody): MessageView {
    return new MessageView(this.world, postWebhook(this.world, this.record, body));
  }
}

/** A channel, thread or DM. */
export class ChannelHandle {
  constructor(
    protected readonly world: World,
    readonly record: ChannelRecord,
  ) {}

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  get deleted(): boolean {
    return !this.world.channels.has(this.id);
  }

  /** What everybody there can read, oldest first. Ephemeral messages are on their interaction. */
  get messages(): MessageView[] {
    const records = [...this.record.messages.values()].filter((record) => record.ephemeralFor === null);
    return records.map((record) => new MessageView(this.world, record));
  }

  /** What one person reads there: nothing without access, and also what only they can see. */
  messagesFor(person: { readonly id: string }): MessageView[] {
    if (!canSee(this.world, this.record, person.id)) return [];
    const records = [...this.record.messages.values()].filter(
      (record) => record.ephemeralFor === null || record.ephemeralFor === person.id,
    );
    return records.map((record) => new MessageView(this.world, record));
  }

  /** The first message that satisfies the test, once there is one. */
  async message(
    test: (message: MessageView) => boolean = () => true,
    options: WaitOptions = {},
  ): Promise<MessageView> {
    return this.world.watch.until(() => this.messages.find(test), {
      what: `a message in #${this.name}`,
      ...options,
    });
  }

  /** Threads under this channel, oldest first. */
  get threads(): ChannelHandle[] {
    const all = [...this.world.channels.values()].filter((one) => one.thread && one.parentId === this.id);
    return all.map((one) => new ChannelHandle(this.world, one));
  }

  async thread(
    test: (thread: ChannelHandle) => boolean = () => true,
    options: WaitOptions = {},
  ): Promise<ChannelHandle> {
    return this.world.watch.until(() => this.threads.find(test), {
      what: `a thread in #${this.name}`,
      ...options,
    });
  }

  /** A thread's own state; throws for what is no thread. */
  get state(): ThreadState {
    return stateOf(this.record);
  }

  get memberIds(): string[] {
    return [...(this.record.thread?.members.keys() ?? [])];
  }

  visibleTo(person: { readonly id: string }): boolean {
    return !this.deleted && canSee(this.world, this.record, person.id);
  }

  archive(): void {
    setArchived(this.world, this.record, true);
  }

  lock(): void {
    this.state.locked = true;
  }

  /** Gives someone a permission in it, as an admin does in its settings. */
  allow(who: { readonly id: string }, permission: bigint): void {
    const overwrite = overwriteFor(who.id, OverwriteType.Member, permission, 0n);
    this.record.overwrites.set(who.id, overwrite);
    tellChannel(this.world, this.record, GatewayDispatchEvents.ChannelUpdate);
  }

  /** Deleted by an admin, with all that is in it. */
  delete(): void {
    removeChannel(this.world, this.record);
  }

  webhook(name: string): WebhookHandle {
    const creator = this.world.guild(this.record.guildId ?? '').ownerId;
    return new WebhookHandle(this.world, addWebhook(this.world, this.record, name, creator));
  }
}
