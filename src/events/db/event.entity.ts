import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Index('idx_events_ticket', { synchronize: false })
@Entity({ name: 'events' })
export class EventRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'events_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'events_pkey' })
  seq: string;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'events_pkey' })
  at: Date;

  @Column({ type: 'text' })
  type: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'ticket_version', type: 'integer' })
  ticketVersion: number;

  @Column({ name: 'actor_type', type: 'text' })
  actorType: string;

  @Column({ name: 'actor_id', type: 'text' })
  actorId: string;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'jsonb' })
  payload: JsonValue;

  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt: Date | null;
}
