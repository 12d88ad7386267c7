import type { LoggedEvent } from '#kernel';
import { call } from '../call.js';
import type { BotApp } from './bot-app.js';

export interface SeenTicket {
  readonly ticket: Record<string, unknown>;
  readonly signals: readonly Record<string, unknown>[];
}

/** `#7` in what somebody reads, as a number. */
export function numberIn(text: string): number {
  const number = /#(\d+)/.exec(text)?.[1];
  if (number === undefined) throw new Error(`No number of a ticket in: ${text}`);
  return Number(number);
}

/** The ticket whose `#number` an answer names, as an administrator reads it over the API. */
export async function ticketNamed({ app, docket }: BotApp, answer: string): Promise<SeenTicket> {
  const path = `/v1/guilds/${docket.guildId}/tickets/${numberIn(answer)}`;
  const [ticket, signals] = await Promise.all([
    call(app, 'GET', path, docket.adminToken),
    call<{ items: Record<string, unknown>[] }>(app, 'GET', `${path}/signals`, docket.adminToken),
  ]);
  return { ticket: ticket.body, signals: signals.body.items };
}

/** The log of a ticket, oldest first. */
export async function logOf({ app, guild }: BotApp, number: number): Promise<LoggedEvent[]> {
  const path = `/v1/guilds/${guild.id}/tickets/${number}/events`;
  const { body } = await call<{ items: LoggedEvent[] }>(app, 'GET', path, app.adminToken);
  return body.items;
}

/** The types of those events, without what is the same for all. */
export async function happenedTo(bot: BotApp, number: number): Promise<string[]> {
  return (await logOf(bot, number)).map(({ type }) => type.replace('ticket.', ''));
}
