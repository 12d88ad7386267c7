import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JsonValue } from '#kernel';

@Entity({ name: 'guilds' })
export class Guild {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'guilds_pkey' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'jsonb', default: {} })
  settings: JsonValue;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt: Date;
}
