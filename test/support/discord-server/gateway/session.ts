import { randomBytes } from 'node:crypto';
import { GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { guildCreatePayload } from '../ops/guilds.js';
import { withoutContent } from '../world/content-access.js';
import { canSee, guildPermissions, has } from '../world/permissions.js';
import type { Dispatch, World } from '../world/world.js';
import { allowedBy } from './intents.js';

const READABLE = new Set<string>([GatewayDispatchEvents.MessageCreate, GatewayDispatchEvents.MessageUpdate]);

/** One identified shard: what it may hear, and everything it was sent, so that a resume can repeat it. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly #sent: string[] = [];
  socket: WebSocket | null;
  /** False once Discord has forgotten it: a resume is answered with an invalid session. */
  resumable = true;

  constructor(
    private readonly world: World,
    readonly shard: readonly [number, number],
    readonly intents: number,
    socket: WebSocket,
  ) {
    this.socket = socket;
  }

  get seq(): number {
    return this.#sent.length;
  }

  /** Guilds fall to shards by Discord's rule; everything without a guild falls to shard 0. */
  owns(guildId: string | null): boolean {
    const [index, count] = this.shard;
    return guildId === null ? index === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
  }

  hears(dispatch: Dispatch): boolean {
    const { event, guildId, channelId, needs, aboutBot = false } = dispatch;
    if (!this.owns(guildId) || !allowedBy(this.intents, event, guildId !== null, aboutBot)) return false;
    const { world } = this;
    const channel = channelId === undefined ? undefined : world.channels.get(channelId);
    if (channel && !canSee(world, channel, world.botId) && !aboutBot) return false;
    if (guildId === null) return true;
    const guild = world.guilds.get(guildId);
    if (!guild?.members.has(world.botId)) return false;
    return !needs || needs.some((bit) => has(guildPermissions(world, guild, world.botId), bit));
  }

  #fitting(dispatch: Dispatch): Record<string, unknown> {
    const { world, intents } = this;
    const { event, data, guildId } = dispatch;
    const members = (intents & GatewayIntentBits.GuildMembers) !== 0;
    const content = (intents & GatewayIntentBits.MessageContent) !== 0;
    if (event === GatewayDispatchEvents.GuildCreate && guildId) {
      return guildCreatePayload(world, world.guild(guildId), members);
    }
    if (event === GatewayDispatchEvents.ThreadMembersUpdate && !members) {
      const added = (data.added_members ?? []) as { user_id?: string }[];
      const removed = (data.removed_member_ids ?? []) as string[];
      return {
        ...data,
        added_members: added.filter((one) => one.user_id === world.botId),
        removed_member_ids: removed.filter((id) => id === world.botId),
      };
    }
    if (READABLE.has(event) && !content) return withoutContent(world, data);
    if (event === GatewayDispatchEvents.AutoModerationActionExecution && !content) {
      return { ...data, content: '', matched_content: '' };
    }
    return data;
  }

  dispatch(dispatch: Dispatch): void {
    this.send(dispatch.event, this.#fitting(dispatch));
  }

  send(event: string, data: unknown): void {
    const frame = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s: this.seq + 1, d: data });
    this.#sent.push(frame);
    this.socket?.send(frame);
  }

  /** Repeats everything after `seq`; false when it claims to have seen more than was sent. */
  replay(seq: number): boolean {
    if (!Number.isInteger(seq) || seq < 0 || seq > this.seq) return false;
    for (const frame of this.#sent.slice(seq)) this.socket?.send(frame);
    return true;
  }
}
