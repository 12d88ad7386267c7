import type { APIAttachment } from 'discord-api-types/v10';
import { keepFile } from '../world/files.js';
import { channelPermissions, guildPermissions } from '../world/permissions.js';
import { presentBareMember, presentChannel, presentMessage, presentUser } from '../world/present.js';
import type { MessageRecord, UploadedFile } from '../world/records.js';
import type { World } from '../world/world.js';

type Table = Record<string, unknown>;

/** Collects what an interaction refers to, in the form of its `resolved` object. */
export class Resolved {
  readonly #tables: Record<string, Table> = {};

  constructor(
    private readonly world: World,
    private readonly guildId: string | null,
    private readonly viewerId: string,
  ) {}

  #put(kind: string, id: string, value: unknown): void {
    (this.#tables[kind] ??= {})[id] = value;
  }

  user(id: string): void {
    this.#put('users', id, presentUser(this.world.user(id)));
    const guild = this.guildId ? this.world.guild(this.guildId) : null;
    const member = guild?.members.get(id);
    if (!guild || !member) return;
    const permissions = guildPermissions(this.world, guild, id).toString();
    this.#put('members', id, { ...presentBareMember(this.world, member), permissions });
  }

  role(id: string): void {
    if (this.guildId) this.#put('roles', id, this.world.guild(this.guildId).roles.get(id));
  }

  channel(id: string): void {
    const record = this.world.channel(id);
    const permissions = channelPermissions(this.world, record, this.viewerId).toString();
    this.#put('channels', id, { ...presentChannel(this.world, record), permissions });
  }

  mentionable(id: string): void {
    if (this.world.users.has(id)) this.user(id);
    else this.role(id);
  }

  message(record: MessageRecord): void {
    this.#put('messages', record.message.id, presentMessage(this.world, record));
  }

  attachment(channelId: string, file: UploadedFile): APIAttachment {
    const attachment = { ...keepFile(this.world, channelId, file), ephemeral: true };
    this.#put('attachments', attachment.id, attachment);
    return attachment;
  }

  toJSON(): Record<string, Table> | undefined {
    return Object.keys(this.#tables).length > 0 ? this.#tables : undefined;
  }
}
