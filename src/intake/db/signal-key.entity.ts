import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'signal_keys' })
export class SignalKey {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'signal_keys_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'source_id', type: 'text', primaryKeyConstraintName: 'signal_keys_pkey' })
  sourceId: string;

  @PrimaryColumn({ name: 'external_id', type: 'text', primaryKeyConstraintName: 'signal_keys_pkey' })
  externalId: string;

  @Column({ name: 'signal_id', type: 'uuid' })
  signalId: string;

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt: Date;
}
