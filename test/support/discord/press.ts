import type { Actor } from '../discord-server/index.js';
import type { InteractionHandle } from '../discord-server/actors/interaction-handle.js';
import type { MessageView } from '../discord-server/actors/message-view.js';
import type { FieldInputs } from '../discord-server/interactions/modal-input.js';
import { postCard, type CardButton, type ShownTicket } from './card.js';
import type { StaffDesk } from './staff-desk.js';

/** Presses the button with this label on what the person reads. */
export function pressLabelled(who: Actor, message: MessageView, label: string): Promise<InteractionHandle> {
  const button = message.buttons.find((one) => one.label === label);
  if (button?.customId == null) throw new Error(`There is no button ${label} on: ${message.text}`);
  return who.press(message, button.customId);
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

/** The same on a card of the ticket as it is shown. */
export async function fillIn(
  desk: StaffDesk,
  who: Actor,
  button: CardButton,
  ticket: ShownTicket,
  fields: FieldInputs,
): Promise<MessageView> {
  return pressAnd(who, await postCard(desk, desk.channels.review, ticket), button, fields);
}
