import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = 'callback_deliveries_pkey';

@Index('idx_callback_deliveries_owed', { synchronize: false })
@Index('idx_callback_deliveries_endpoint', { synchronize: false })
@Index('idx_callback_deliveries_state', { synchronize: false })
@Index('idx_callback_deliveries_old', { synchronize: false })
@Entity({ name: 'callback_deliveries' })
export class CallbackDelivery {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: KEY })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: KEY })
  id: string;

  @Column({ name: 'endpoint_id', type: 'uuid' })
  endpointId: string;

  @Column({ type: 'text' })
  type: string;

  /** Of the event that it tells of; null for a test. */
  @Column({ type: 'bigint', nullable: true })
  seq: string | null;

  @Column({ name: 'ticket_id', type: 'uuid', nullable: true })
  ticketId: string | null;

  @Column({ name: 'actor_type', type: 'text', nullable: true })
  actorType: string | null;

  @Column({ name: 'actor_id', type: 'text', nullable: true })
  actorId: string | null;

  @Column({ name: 'event_at', type: 'timestamptz' })
  eventAt: Date;

  @Column({ type: 'text' })
  state: string;

  /** All that were made. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** Since it was last asked for. */
  @Column({ type: 'integer', default: 0 })
  failures: number;

  /** While it is being sent: when it may be sent by someone else. */
  @Column({ name: 'next_attempt_at', type: 'timestamptz' })
  nextAttemptAt: Date;

  @Column({ name: 'last_attempt_at', type: 'timestamptz', nullable: true })
  lastAttemptAt: Date | null;

  @Column({ name: 'status_code', type: 'integer', nullable: true })
  statusCode: number | null;

  @Column({ name: 'latency_ms', type: 'integer', nullable: true })
  latencyMs: number | null;

  @Column({ type: 'text', nullable: true })
  error: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt: Date | null;
}
