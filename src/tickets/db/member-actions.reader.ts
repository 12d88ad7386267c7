import { Injectable } from '@nestjs/common';
import type { ActionType, Outcome, Status } from '#kernel';
import { Database, type Statement } from '#platform';

/** An enforcement on a member, as they may know it. */
export interface MemberAction {
  readonly id: string;
  readonly type: ActionType;
  readonly durationSeconds: number | null;
  readonly at: Date;
  readonly reversedAt: Date | null;
}

export interface MemberAppeal {
  readonly number: number;
  readonly actionId: string;
  readonly status: Status;
  readonly outcome: Outcome | null;
  readonly resolvedAt: Date | null;
}

const MOST_ACTIONS = 50;
const MOST_APPEALS = 200;

/** From idx_actions_subject. */
const ACTIONS: Statement = {
  name: 'member_actions',
  text: `
    SELECT a.id, a.type, a.duration_seconds AS "durationSeconds", a.at, a.reversed_at AS "reversedAt"
    FROM actions a WHERE a.guild_id = $1 AND a.subject_id = $2 AND a.at > $3
    ORDER BY a.at DESC LIMIT ${MOST_ACTIONS}`,
};

/** From idx_tickets_subject: an appeal is about the member who makes it, and no older than what it contests. */
const APPEALS: Statement = {
  name: 'member_appeals',
  text: `
    SELECT t.number, t.contests_action_id AS "actionId", t.status, t.outcome, t.resolved_at AS "resolvedAt"
    FROM tickets t
    WHERE t.guild_id = $1 AND t.subject_id = $2 AND t.opened_at > $3 AND t.kind = 'appeal'
      AND t.contests_action_id IS NOT NULL
    ORDER BY t.opened_at DESC LIMIT ${MOST_APPEALS}`,
};

/** Of no guild: from idx_actions_member, on every shard, and seldom. Newest first. */
const GUILDS: Statement = {
  name: 'member_actions_guilds',
  text: `
    SELECT a.guild_id AS "guildId" FROM actions a WHERE a.subject_id = $1 AND a.at > $2
    GROUP BY a.guild_id ORDER BY max(a.at) DESC LIMIT $3`,
};

/** What was done to a member since a time, and their appeals against it. */
@Injectable()
export class MemberActionsReader {
  constructor(private readonly database: Database) {}

  /** The guilds where something was done to the member since a time, those of the latest first. */
  async guildIds(memberId: string, since: Date, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ guildId: string }>(GUILDS, [memberId, since, limit]);
    return rows.map(({ guildId }) => guildId);
  }

  async since(
    guildId: string,
    memberId: string,
    since: Date,
  ): Promise<{ actions: MemberAction[]; appeals: MemberAppeal[] }> {
    const key = [guildId, memberId, since];
    const [actions, appeals] = await Promise.all([
      this.database.query<MemberAction>(ACTIONS, key),
      this.database.query<MemberAppeal>(APPEALS, key),
    ]);
    return { actions, appeals };
  }
}
