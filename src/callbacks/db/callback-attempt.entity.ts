import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = 'callback_attempts_pkey';

@Entity({ name: 'callback_attempts' })
export class CallbackAttempt {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: KEY })
  guildId: string;

  @PrimaryColumn({ name: 'delivery_id', type: 'uuid', primaryKeyConstraintName: KEY })
  deliveryId: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: KEY })
  attempt: number;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ name: 'status_code', type: 'integer', nullable: true })
  statusCode: number | null;

  @Column({ name: 'latency_ms', type: 'integer' })
  latencyMs: number;

  @Column({ type: 'text', nullable: true })
  error: string | null;
}
