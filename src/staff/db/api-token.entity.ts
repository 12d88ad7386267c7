import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('uq_api_tokens_hash', { synchronize: false })
@Index('idx_api_tokens_user', { synchronize: false })
@Entity({ name: 'api_tokens' })
export class ApiToken {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'api_tokens_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'api_tokens_pkey' })
  id: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId: string | null;

  @Column({ type: 'text', nullable: true })
  role: string | null;

  @Column({ type: 'text', array: true, default: [] })
  scopes: string[];

  @Column({ name: 'token_hash', type: 'text' })
  tokenHash: string;

  @Column({ name: 'created_by', type: 'text' })
  createdBy: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt: Date | null;
}
