import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Index('idx_sources_id', { synchronize: false })
@Index('uq_sources_token', { synchronize: false })
@Entity({ name: 'sources' })
export class Source {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'sources_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sources_pkey' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text', default: '' })
  purpose: string;

  @Column({ name: 'owner_id', type: 'text', nullable: true })
  ownerId: string | null;

  @Column({ type: 'text', array: true, default: [] })
  permissions: string[];

  @Column({ type: 'text', default: '' })
  dependencies: string;

  @Column({ name: 'failure_plan', type: 'text', default: '' })
  failurePlan: string;

  @Column({ name: 'worst_case', type: 'text', default: '' })
  worstCase: string;

  @Column({ type: 'real' })
  trust: number;

  @Column({ name: 'noise_budget_minutes', type: 'integer', nullable: true })
  noiseBudgetMinutes: number | null;

  @Column({ type: 'text', default: 'approved' })
  status: string;

  @Column({ name: 'rate_limit_per_minute', type: 'integer', default: 6000 })
  rateLimitPerMinute: number;

  @Column({ name: 'token_hash', type: 'text' })
  tokenHash: string;

  @Column({ name: 'token_issued_at', type: 'timestamptz', default: () => 'now()' })
  tokenIssuedAt: Date;

  @Column({ name: 'signing_secret', type: 'text', nullable: true })
  signingSecret: string | null;

  @Column({ name: 'signing_secret_issued_at', type: 'timestamptz', nullable: true })
  signingSecretIssuedAt: Date | null;

  @Column({ name: 'previous_signing_secret', type: 'text', nullable: true })
  previousSigningSecret: string | null;

  @Column({ name: 'previous_secret_expires_at', type: 'timestamptz', nullable: true })
  previousSecretExpiresAt: Date | null;

  @Column({ type: 'jsonb', default: {} })
  settings: JsonValue;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt: Date;
}
