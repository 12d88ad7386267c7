import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Role } from '#kernel';
import { Database } from '#platform';

export interface SeenMember {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

export type StaffMemberFacts = SeenMember;

/** Who is staff by their Discord roles, as the bot last saw them: moderators and above. */
@Injectable()
export class StaffMembers {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps the staff among them and forgets the others; what is known already writes nothing. */
  async saw(guildId: string, members: readonly SeenMember[]): Promise<void> {
    const staff = members.filter(({ role }) => role !== 'member');
    const others = members.filter(({ role }) => role === 'member').map(({ userId }) => userId);
    if (others.length > 0) {
      await this.database.query(`DELETE FROM staff_members WHERE guild_id = $1 AND user_id = ANY($2)`, [
        guildId,
        others,
      ]);
    }
    if (staff.length === 0) return;
    await this.database.query(
      `INSERT INTO staff_members AS s (guild_id, user_id, name, role, seen_at)
       SELECT $1, w.user_id, w.name, w.role, $5 FROM unnest($2::text[], $3::text[], $4::text[]) AS w(user_id, name, role)
       ON CONFLICT (guild_id, user_id) DO UPDATE SET name = excluded.name, role = excluded.role, seen_at = excluded.seen_at
       WHERE (s.name, s.role) IS DISTINCT FROM (excluded.name, excluded.role)`,
      [
        guildId,
        staff.map(({ userId }) => userId),
        staff.map(({ name }) => name),
        staff.map(({ role }) => role),
        this.clock.now(),
      ],
    );
  }

  /** Forgets everyone else: the guild was looked through as a whole. */
  async keepOnly(guildId: string, userIds: readonly string[]): Promise<void> {
    await this.database.query(`DELETE FROM staff_members WHERE guild_id = $1 AND user_id <> ALL($2)`, [
      guildId,
      userIds,
    ]);
  }

  /** In the order of their names, at most `limit`. */
  list(guildId: string, limit: number): Promise<StaffMemberFacts[]> {
    return this.database.query<StaffMemberFacts>(
      `SELECT user_id AS "userId", name, role FROM staff_members WHERE guild_id = $1 ORDER BY name, user_id LIMIT $2`,
      [guildId, limit],
    );
  }
}
