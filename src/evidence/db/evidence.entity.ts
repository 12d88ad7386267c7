import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_evidence_owed', { synchronize: false })
@Index('idx_evidence_content', { synchronize: false })
@Index('uq_evidence_signal', { synchronize: false })
@Entity({ name: 'evidence' })
export class EvidenceRow {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'evidence_pkey' })
  guildId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'evidence_pkey' })
  id: string;

  @Column({ name: 'signal_id', type: 'uuid' })
  signalId: string;

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt: Date;

  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'text' })
  state: string;

  @Column({ type: 'text', nullable: true })
  url: string | null;

  @Column({ type: 'text', nullable: true })
  filename: string | null;

  @Column({ name: 'content_type', type: 'text', nullable: true })
  contentType: string | null;

  @Column({ type: 'bigint', nullable: true })
  size: string | null;

  @Column({ type: 'text', nullable: true })
  sha256: string | null;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ type: 'text', nullable: true })
  error: string | null;

  @Column({ name: 'stored_at', type: 'timestamptz', nullable: true })
  storedAt: Date | null;
}
