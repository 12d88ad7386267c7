import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Entity({ name: 'discord_guilds' })
export class DiscordGuild {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'discord_guilds_pkey' })
  guildId: string;

  @Column({ type: 'jsonb' })
  mapping: JsonValue;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  /** Grows whenever what is shown where may have to change for all tickets: mapping, permissions, roles. */
  @Column({ name: 'sight_version', type: 'integer', default: 1 })
  sightVersion: number;

  /** The sight version for which all cards were marked; a guild behind is owed a review. */
  @Column({ name: 'reviewed_version', type: 'integer', default: 0 })
  reviewedVersion: number;
}
