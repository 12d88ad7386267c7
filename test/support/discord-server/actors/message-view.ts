import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { APIEmbed, APIMessage, APIUser } from 'discord-api-types/v10';
import { flatten } from '../ops/message-body.js';
import type { AnyComponent } from '../ops/message-body.js';
import { canSee } from '../world/permissions.js';
import { presentMessage } from '../world/present.js';
import type { MessageRecord, Pings } from '../world/records.js';
import type { World } from '../world/world.js';

function embedText(embed: APIEmbed): string {
  const fields = (embed.fields ?? []).map((field) => `${field.name}\n${field.value}`);
  return [embed.author?.name, embed.title, embed.description, ...fields, embed.footer?.text]
    .filter(Boolean)
    .join('\n');
}

/** A message as a test reads it: always its present state. */
export class MessageView {
  constructor(
    private readonly world: World,
    readonly record: MessageRecord,
  ) {}

  get id(): string {
    return this.record.message.id;
  }

  get channelId(): string {
    return this.record.message.channel_id;
  }

  get author(): APIUser {
    return this.record.message.author;
  }

  get content(): string {
    return this.record.message.content;
  }

  get embeds(): readonly APIEmbed[] {
    return this.record.message.embeds;
  }

  /** Everything there is to read: content, embeds and V2 text, line by line. */
  get text(): string {
    const texts = this.components.map((one) =>
      one.type === ComponentType.TextDisplay ? one.content : undefined,
    );
    return [this.content, ...this.embeds.map(embedText), ...texts].filter(Boolean).join('\n');
  }

  /** All components, nested ones too, in reading order. */
  get components(): AnyComponent[] {
    return flatten(this.record.message.components ?? []);
  }

  get buttons(): { customId: string | null; label: string; disabled: boolean }[] {
    return this.components
      .filter((one) => one.type === ComponentType.Button)
      .map((one) => ({
        customId: one.custom_id ?? null,
        label: one.label ?? '',
        disabled: one.disabled ?? false,
      }));
  }

  component(customId: string): AnyComponent | undefined {
    return this.components.find((one) => one.custom_id === customId);
  }

  get attachments(): APIMessage['attachments'] {
    return this.raw.attachments;
  }

  get flags(): number {
    return this.record.message.flags ?? 0;
  }

  get ephemeral(): boolean {
    return this.record.ephemeralFor !== null;
  }

  /** Still the "thinking…" of a deferred reply. */
  get loading(): boolean {
    return (this.flags & MessageFlags.Loading) !== 0;
  }

  /** Who was notified when it was written. */
  get pings(): Pings {
    return this.record.pings;
  }

  get deleted(): boolean {
    return this.world.channels.get(this.channelId)?.messages.has(this.id) !== true;
  }

  /** What it said before each edit, oldest first. */
  get history(): readonly APIMessage[] {
    return this.record.history;
  }

  get raw(): APIMessage {
    return presentMessage(this.world, this.record);
  }

  visibleTo(person: { readonly id: string }): boolean {
    const channel = this.world.channels.get(this.channelId);
    if (!channel || this.deleted || !canSee(this.world, channel, person.id)) return false;
    return this.record.ephemeralFor === null || this.record.ephemeralFor === person.id;
  }
}
