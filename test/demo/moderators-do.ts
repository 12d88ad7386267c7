import { ComponentType } from 'discord-api-types/v10';
import type { MessageView } from '../support/discord-server/actors/message-view.js';
import type { Harbour } from './harbour.js';
import type { Desk } from './plan/day-event.js';

const PATIENCE = { timeout: 30_000 };

/** The cards that moderators hold, by the moderator's name. */
export class Shift {
  private readonly held = new Map<string, MessageView>();
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
    this.held.set(who, card);
    this.claims += 1;
    return `${who} claims ${title} → ${said}`;
  }

  async resolve(who: string): Promise<string | null> {
    const card = this.held.get(who);
    const pressed = card && button(card, 'resolve');
    this.held.delete(who);
    if (!card || !pressed) return null;
    const person = this.harbour.person(who);
    const handle = await person.press(card, pressed);
    const { modal } = await handle.response();
    const [, outcome] = /"options":\[\{[^}]*?"value":"(\w+)"/.exec(JSON.stringify(modal)) ?? [];
    const fields = { outcome: outcome ?? '', reason: 'Looked into it.' };
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
