import type { Actor, ChannelHandle } from '../discord-server/index.js';
import type { MessageView } from '../discord-server/actors/message-view.js';
import type { FieldInputs } from '../discord-server/interactions/modal-input.js';
import { pressLabelled } from './filled-modal.js';

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
