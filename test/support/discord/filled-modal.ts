import type { Actor } from '../discord-server/index.js';
import type { InteractionHandle } from '../discord-server/actors/interaction-handle.js';
import type { MessageView } from '../discord-server/actors/message-view.js';
import type { FieldInputs } from '../discord-server/interactions/modal-input.js';
import { cardButton, postCard, type CardButton, type ShownTicket } from './card.js';
import type { StaffDesk } from './staff-desk.js';

/** Presses a button of a ticket's card that asks for more, enters it, and answers what the person reads then. */
export async function fillIn(
  desk: StaffDesk,
  who: Actor,
  button: CardButton,
  ticket: ShownTicket,
  fields: FieldInputs,
): Promise<MessageView> {
  const card = await postCard(desk, desk.channels.review, ticket);
  const pressed = await who.press(card, cardButton(button, ticket));
  if ((await pressed.response()).modal === null) throw new Error(`The button ${button} asked for nothing`);
  return (await who.submitModal(pressed, { fields })).reply();
}

/** Presses the button with this label on what the person reads. */
export function pressLabelled(who: Actor, message: MessageView, label: string): Promise<InteractionHandle> {
  const button = message.buttons.find((one) => one.label === label);
  if (button?.customId == null) throw new Error(`There is no button ${label} on: ${message.text}`);
  return who.press(message, button.customId);
}
