import type { LoggedEvent } from '#kernel';
import { call } from '../call.js';
import type { Actor, ChannelHandle } from '../discord-server/index.js';
import type { MessageView } from '../discord-server/actors/message-view.js';
import type { FieldInputs } from '../discord-server/interactions/modal-input.js';
import type { BotApp } from './bot-app.js';
import { pressLabelled } from './filled-modal.js';

/** `#7` in what somebody reads, as a number. */
export function numberIn(text: string): number {
  const number = /#(\d+)/.exec(text)?.[1];
  if (number === undefined) throw new Error(`No number of a ticket in: ${text}`);
  return Number(number);
}

/** The card of a ticket in a channel, once it is there. */
export function cardIn(channel: ChannelHandle, number: number): Promise<MessageView> {
  return channel.message(({ embeds }) => embeds[0]?.title?.startsWith(`#${number} `) === true);
}

/** What somebody reads after pressing a button, entering what it asks for. */
export async function pressAnd(
  who: Actor,
  message: MessageView,
  label: string,
  fields?: FieldInputs,
): Promise<MessageView> {
  const pressed = await pressLabelled(who, message, label);
  if (fields === undefined) return pressed.reply();
  const { modal } = await pressed.response();
  if (modal === null) throw new Error(`${label} asked for nothing`);
  return (await who.submitModal(pressed, { fields })).reply();
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
