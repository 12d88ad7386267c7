import { Database } from '#platform';
import type { JsonValue, Scope } from '#kernel';
import { startTestApi, type TestApp } from './app.js';
import { call } from './call.js';
import { createGuild, type TestGuild } from './guild.js';

export interface RegisteredSource {
  readonly id: string;
  readonly token: string;
  readonly signingSecret: string;
  readonly webhookUrl: string;
}

/** A signal as it lies in the database, with the number of its ticket. */
export interface StoredSignal {
  readonly externalId: string | null;
  readonly kind: string;
  readonly category: string;
  readonly severity: string;
  readonly text: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly reporterName: string | null;
  readonly attachments: JsonValue;
  readonly data: JsonValue;
  readonly ticketId: string;
  readonly ticketNumber: number;
}

/** The whole application with two guilds, for what comes in through its doors. */
export interface Doors extends TestApp {
  readonly guildId: string;
  readonly otherGuildId: string;
  /** Of the first guild unless it says so. */
  register(over?: Readonly<Record<string, unknown>>): Promise<RegisteredSource>;
  serviceToken(scopes: readonly Scope[]): Promise<string>;
  stored(sourceId: string): Promise<StoredSignal[]>;
}

export async function openDoors(): Promise<Doors> {
  const app = await startTestApi();
  const guilds = [await createGuild(app), await createGuild(app)] as const;
  const [{ guildId }, { guildId: otherGuildId }] = guilds;
  return {
    ...app,
    guildId,
    otherGuildId,
    register: ({ guildId: where = guildId, ...over } = {}) =>
      register(
        app,
        guilds.find((guild) => guild.guildId === where)!,
        over,
      ),
    serviceToken: (scopes) => guilds[0].service(...scopes),
    stored: (sourceId) => stored(app, sourceId),
  };
}

async function register(app: TestApp, guild: TestGuild, over: object): Promise<RegisteredSource> {
  const source = await guild.source({ kind: 'webhook', ...over });
  const path = `/v1/guilds/${guild.guildId}/sources/${source.id}/signing-secret`;
  const { body } = await call<{ signingSecret: string }>(app, 'POST', path, guild.adminToken);
  return { ...source, signingSecret: body.signingSecret };
}

/** Oldest first. A signal without a ticket would be missing. */
function stored(app: TestApp, sourceId: string): Promise<StoredSignal[]> {
  return app.app.get(Database).query<StoredSignal>(
    `SELECT s.external_id AS "externalId", s.kind, s.category, s.severity, s.text,
            s.subject_type AS "subjectType", s.subject_id AS "subjectId", s.subject_name AS "subjectName",
            s.reporter_name AS "reporterName", s.attachments, s.data,
            t.id AS "ticketId", t.number AS "ticketNumber"
     FROM signals s JOIN tickets t ON t.guild_id = s.guild_id AND t.id = s.ticket_id
     WHERE s.source_id = $1 ORDER BY s.received_at, s.id`,
    [sourceId],
  );
}
