import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'guild_counters' })
export class GuildCounter {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'guild_counters_pkey' })
  guildId: string;

  @Column({ name: 'next_ticket_number', type: 'integer', default: 1 })
  nextTicketNumber: number;

  @Column({ name: 'last_seq', type: 'bigint', default: 0 })
  lastSeq: string;
}
