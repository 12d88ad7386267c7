import { call } from '../call.js';
import type { BotApp } from './bot-app.js';

export interface SeenTicket {
  readonly ticket: Record<string, unknown>;
  readonly signals: readonly Record<string, unknown>[];
}

/** The ticket whose `#number` an answer names, as an administrator reads it over the API. */
export async function ticketNamed({ app, docket }: BotApp, answer: string): Promise<SeenTicket> {
  const number = /#(\d+)/.exec(answer)?.[1];
  if (number === undefined) throw new Error(`No number of a ticket in: ${answer}`);
  const path = `/v1/guilds/${docket.guildId}/tickets/${number}`;
  const [ticket, signals] = await Promise.all([
    call(app, 'GET', path, docket.adminToken),
    call<{ items: Record<string, unknown>[] }>(app, 'GET', `${path}/signals`, docket.adminToken),
  ]);
  return { ticket: ticket.body, signals: signals.body.items };
}
