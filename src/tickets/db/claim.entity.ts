import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_claims_owner', { synchronize: false })
@Entity({ name: 'claims' })
export class Claim {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'claims_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'claims_pkey' })
  ticketId: string;

  @Column({ name: 'owner_id', type: 'text' })
  ownerId: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;
}
