import { Database } from '#platform';
import type { BotApp } from './bot-app.js';

export interface SignalSeen {
  readonly ticketId: string;
  readonly category: string;
  readonly severity: string;
  readonly subjectId: string;
  readonly text: string;
  readonly messageId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was taken in, oldest first. */
export function signalsOf({ app, guild }: BotApp): Promise<SignalSeen[]> {
  return app.app.get(Database).query<SignalSeen>(
    `SELECT ticket_id AS "ticketId", category, severity, subject_id AS "subjectId", text,
       message_id AS "messageId", data
     FROM signals WHERE guild_id = $1 ORDER BY received_at, id`,
    [guild.id],
  );
}

export interface ActionSeen {
  readonly id: string;
  readonly type: string;
  readonly subjectId: string;
  readonly ticketId: string | null;
  readonly reason: string | null;
  readonly durationSeconds: number | null;
  readonly decidedBy: string | null;
  readonly carriedOutBy: string | null;
  readonly reversed: boolean;
}

export function actionsOf({ app, guild }: BotApp): Promise<ActionSeen[]> {
  return app.app.get(Database).query<ActionSeen>(
    `SELECT id, type, subject_id AS "subjectId", ticket_id AS "ticketId", reason, duration_seconds AS "durationSeconds",
       decided_by AS "decidedBy", carried_out_by AS "carriedOutBy", reversed_at IS NOT NULL AS reversed
     FROM actions WHERE guild_id = $1 ORDER BY at, id`,
    [guild.id],
  );
}

export function ticketIds(signals: readonly SignalSeen[]): string[] {
  return [...new Set(signals.map(({ ticketId }) => ticketId))];
}
