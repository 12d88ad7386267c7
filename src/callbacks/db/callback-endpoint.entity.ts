import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = 'callback_endpoints_pkey';

@Entity({ name: 'callback_endpoints' })
export class CallbackEndpoint {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: KEY })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: KEY })
  id: string;

  /** Null: it hears of all tickets; else of those that the source had a part in. */
  @Column({ name: 'source_id', type: 'text', nullable: true })
  sourceId: string | null;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  url: string;

  /** Empty: all. */
  @Column({ name: 'event_types', type: 'text', array: true })
  eventTypes: string[];

  /** Empty: all. */
  @Column({ type: 'text', array: true })
  streams: string[];

  @Column({ type: 'text' })
  status: string;

  /** It is told of events after this one. */
  @Column({ name: 'since_seq', type: 'bigint' })
  sinceSeq: string;

  @Column({ name: 'disabled_reason', type: 'text', nullable: true })
  disabledReason: string | null;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt: Date | null;

  @Column({ type: 'integer', default: 0 })
  failures: number;

  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince: Date | null;

  @Column({ name: 'paused_until', type: 'timestamptz', nullable: true })
  pausedUntil: Date | null;

  @Column({ type: 'text' })
  secret: string;

  @Column({ name: 'secret_issued_at', type: 'timestamptz' })
  secretIssuedAt: Date;

  @Column({ name: 'previous_secret', type: 'text', nullable: true })
  previousSecret: string | null;

  @Column({ name: 'previous_secret_expires_at', type: 'timestamptz', nullable: true })
  previousSecretExpiresAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
