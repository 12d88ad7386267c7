import { Inject, Injectable } from '@nestjs/common';
import { RetryAt } from '#jobs';
import { CLOCK, isSnowflake, type Clock } from '#kernel';
import { Database } from '#platform';
import { GuildFactsReader } from '../../api/guild-facts.js';

/** Someone with their roles in the guild; null for who is not a member. */
export interface Person {
  readonly userId: string;
  readonly roleIds: readonly string[] | null;
}

/** What the gateway tells is written down at once; this is for what it could not tell. */
const FRESH_MS = 600_000;
const MOST_AT_ONCE = 40;
const BEFORE_THE_REST_MS = 1_000;
const DAY_MS = 86_400_000;

const KNOWN = `
  SELECT user_id AS "userId", role_ids AS "roleIds" FROM discord_party_roles
  WHERE guild_id = $1 AND user_id = ANY($2) AND seen_at > $3`;

const KEEP = `
  INSERT INTO discord_party_roles AS p (guild_id, user_id, role_ids, seen_at)
  SELECT $1, w.id, CASE WHEN w.present THEN ARRAY(SELECT jsonb_array_elements_text(w.roles)) END, $5
  FROM unnest($2::text[], $3::boolean[], $4::jsonb[]) AS w(id, present, roles)
  ON CONFLICT (guild_id, user_id) DO UPDATE SET role_ids = excluded.role_ids, seen_at = excluded.seen_at`;

const SEEN = `
  SELECT EXISTS (SELECT 1 FROM ticket_parties t WHERE t.guild_id = $1 AND t.user_id = $2) AS "isParty",
    (SELECT p.role_ids FROM discord_party_roles p WHERE p.guild_id = $1 AND p.user_id = $2) AS "roleIds"`;

/** The roles of those who are party to tickets: what they see follows from them (I8). */
@Injectable()
export class PartyRoles {
  constructor(
    private readonly database: Database,
    private readonly facts: GuildFactsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Asks Discord for those not lately seen, a bounded number of them; throws `RetryAt` to come back for the
   * rest. Who has no id of Discord sees nothing there, and is left out.
   */
  async of(guildId: string, userIds: readonly string[]): Promise<Person[]> {
    const wanted = userIds.filter(isSnowflake);
    if (wanted.length === 0) return [];
    const since = new Date(this.clock.now().getTime() - FRESH_MS);
    const known = await this.database.query<Person>(KNOWN, [guildId, wanted, since]);
    const ids = new Set(known.map(({ userId }) => userId));
    const unknown = wanted.filter((id) => !ids.has(id));
    const asked = await this.ask(guildId, unknown.slice(0, MOST_AT_ONCE));
    if (unknown.length > MOST_AT_ONCE) {
      throw new RetryAt(new Date(this.clock.now().getTime() + BEFORE_THE_REST_MS), 'More parties to look up');
    }
    return [...known, ...asked];
  }

  private async ask(guildId: string, userIds: readonly string[]): Promise<Person[]> {
    if (userIds.length === 0) return [];
    const answers = await Promise.allSettled(
      userIds.map(async (userId): Promise<Person> => {
        const member = await this.facts.member(guildId, userId);
        return { userId, roleIds: member?.roleIds ?? null };
      }),
    );
    // What was answered is kept: where every fifth call fails, all of them together hardly ever succeed.
    const people = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    if (people.length > 0) await this.keep(guildId, people);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return people;
  }

  /** What the gateway told; true when it is news of someone who is party to a ticket. */
  async saw(guildId: string, { userId, roleIds }: Person): Promise<boolean> {
    const rows = await this.database.query<{ isParty: boolean; roleIds: readonly string[] | null }>(SEEN, [
      guildId,
      userId,
    ]);
    const [row] = rows;
    if (row === undefined || !row.isParty) return false;
    const known = new Set(row.roleIds);
    if (roleIds !== null && known.size === roleIds.length && roleIds.every((id) => known.has(id)))
      return false;
    await this.keep(guildId, [{ userId, roleIds }]);
    return true;
  }

  /** Nobody has asked for them in a day: they are asked anew when somebody does. */
  async forgetOld(): Promise<void> {
    await this.database.query(`DELETE FROM discord_party_roles WHERE seen_at < $1`, [
      new Date(this.clock.now().getTime() - DAY_MS),
    ]);
  }

  /** Takes the place of what was known of them. */
  private async keep(guildId: string, people: readonly Person[]): Promise<void> {
    await this.database.query(KEEP, [
      guildId,
      people.map(({ userId }) => userId),
      people.map(({ roleIds }) => roleIds !== null),
      people.map(({ roleIds }) => JSON.stringify(roleIds ?? [])),
      this.clock.now(),
    ]);
  }
}
