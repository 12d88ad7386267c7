import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Index('idx_ticket_search_body', { synchronize: false })
@Index('idx_ticket_search_people', { synchronize: false })
@Index('idx_ticket_search_tags', { synchronize: false })
@Entity({ name: 'ticket_search' })
export class TicketSearch {
  @PrimaryColumn({ name: 'guild_id', type: 'text', primaryKeyConstraintName: 'ticket_search_pkey' })
  guildId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid', primaryKeyConstraintName: 'ticket_search_pkey' })
  ticketId: string;

  @Column({ type: 'text' })
  body: string;

  @Column({ type: 'text' })
  people: string;

  @Column({ type: 'text', array: true, default: [] })
  tags: string[];
}
