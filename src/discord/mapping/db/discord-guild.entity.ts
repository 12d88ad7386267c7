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
}
