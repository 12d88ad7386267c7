import { ComponentType } from 'discord-api-types/v10';
import type { MessageView } from '../support/discord-server/actors/message-view.js';
import type { Harbour } from './harbour.js';
import type { Desk } from './plan/day-event.js';

const PATIENCE = { timeout: 30_000 };

const OUTCOMES: Readonly<Record<Desk, string>> = {
  review: 'actioned',
  escalation: 'actioned',
  support: 'answered',
  appeal: 'overturned',
};

interface Held {
  readonly card: MessageView;
  readonly desk: Desk;
}

/** The cards that moderators hold, by the moderator's name. */
export class Shift {
  private readonly held = new Map<string, Held>();
  claims = 0;
  resolutions = 0;

  constructor(private readonly harbour: Harbour) {}

  /** Takes the oldest ticket that is nobody's. */
  async claim(who: string, desk: Desk): Promise<string | null> {
    if (this.held.has(who)) return null;
    const card = this.harbour.desks[desk].messages.find((message) => button(message, 'claim') !== null);
    if (!card) return null;
    const title = card.embeds[0]?.title ?? '';
    const handle = await this.harbour.person(who).press(card, button(card, 'claim')!);
    const said = (await handle.reply(PATIENCE)).text;
    await this.harbour.discord.waitFor(() => button(card, 'claim') === null, {
      what: 'the card to show its claim',
      ...PATIENCE,
    });
    this.held.set(who, { card, desk });
    this.claims += 1;
    return `${who} claims ${title} → ${said}`;
  }

  async resolve(who: string): Promise<string | null> {
    const held = this.held.get(who);
    const pressed = held && button(held.card, 'resolve');
    this.held.delete(who);
    if (!held || !pressed) return null;
    const { card, desk } = held;
    const person = this.harbour.person(who);
    const handle = await person.press(card, pressed);
    await handle.response();
    const fields = { outcome: OUTCOMES[desk], reason: 'Looked into it.' };
    const said = (await (await person.submitModal(handle, { fields })).reply(PATIENCE)).text;
    this.resolutions += 1;
    return `${who} resolves ${card.embeds[0]?.title ?? ''} → ${said}`;
  }
}

function button(message: MessageView, name: string): string | null {
  const found = message.components.find(
    (one) => one.type === ComponentType.Button && one.custom_id?.startsWith(`${name}:`) === true,
  );
  return found?.custom_id ?? null;
}
