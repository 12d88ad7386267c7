import { Injectable } from '@nestjs/common';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { MemberTicketsReader } from '#tickets';
import type { Asked } from '../../interactions/asked.js';
import { customId } from '../../interactions/domain/custom-id.js';
import type { Answer } from '../../interactions/handlers.js';
import { timeText } from '../../text/ages.js';
import { memberState } from './domain/member-state.js';
import { statusTexts } from './status.texts.js';

const PAGE = 8;

/** What the member who asks has sent in, a page at a time, newest first. */
@Injectable()
export class OwnTickets {
  constructor(private readonly reader: MemberTicketsReader) {}

  async page({ guildId, user, language }: Asked, before: string | null): Promise<Answer> {
    const texts = statusTexts[language];
    const found = await this.reader.list(guildId, user.id, before, PAGE + 1);
    const shown = found.slice(0, PAGE);
    const last = shown.at(-1);
    if (last === undefined) return before === null ? texts.nothing : texts.noMore;
    const content = shown
      .map((ticket) => {
        const { number, kind, at } = ticket;
        return texts.line(number, texts.kinds[kind], texts.states[memberState(ticket)], timeText(at, 'R'));
      })
      .join('\n');
    if (found.length <= PAGE) return content;
    const button = {
      type: ComponentType.Button as const,
      style: ButtonStyle.Secondary as const,
      custom_id: customId('older', last.id),
      label: texts.older,
    };
    return { content, components: [{ type: ComponentType.ActionRow, components: [button] }] };
  }
}
