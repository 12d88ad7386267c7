import { newId } from '#kernel';
import { Database } from '#platform';
import { insertActions, type ActionRecord } from '../../../src/tickets/db/action-store.js';
import { call } from '../call.js';
import type { BotApp } from './bot-app.js';
import { numberIn } from './tickets.js';

/** Something that was done to a member, an hour ago unless told otherwise. */
export async function actOn(
  { app, guild }: BotApp,
  member: { readonly id: string },
  over: Partial<ActionRecord> = {},
): Promise<string> {
  const action: ActionRecord = {
    guildId: guild.id,
    id: newId(),
    ticketId: null,
    type: 'timeout',
    subjectId: member.id,
    reason: 'rude',
    durationSeconds: 3_600,
    decidedBy: '4000000000000001',
    carriedOutBy: null,
    externalId: `test:${newId()}`,
    at: new Date(Date.now() - 3_600_000),
    ...over,
  };
  await insertActions(app.app.get(Database), [action]);
  return action.id;
}

/** A command that an administrator gives over the API, on the ticket whose `#number` an answer names. */
export async function workOn(
  { app, docket }: BotApp,
  answer: string,
  command: string,
  body: Record<string, unknown> = {},
): Promise<void> {
  const path = `/v1/guilds/${docket.guildId}/tickets/${numberIn(answer)}`;
  const { body: ticket } = await call(app, 'GET', path, docket.adminToken);
  const given = { version: ticket['version'], ...body };
  const done = await call(app, 'POST', `${path}/${command}`, docket.adminToken, given);
  if (done.status >= 300) throw new Error(`${command} was refused: ${JSON.stringify(done.body)}`);
}
