import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord-api-types/v10';
import type { Ticket } from '#tickets';
import { customId } from '../../interactions/domain/custom-id.js';
import type { CardTexts } from './card.texts.js';

type Name = keyof CardTexts['buttons'];

const STYLES: Readonly<Partial<Record<Name, APIButtonComponentWithCustomId['style']>>> = {
  claim: ButtonStyle.Primary,
  resolve: ButtonStyle.Success,
  escalate: ButtonStyle.Danger,
};

/** What staff can do with a ticket, in rows of at most five. Each press names the version it was decided on (I6). */
export function cardButtons(
  ticket: Ticket,
  texts: CardTexts,
): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  return rowsOf(ticket).map((names) => ({
    type: ComponentType.ActionRow,
    components: names.map((name) => ({
      type: ComponentType.Button,
      style: STYLES[name] ?? ButtonStyle.Secondary,
      label: texts.buttons[name],
      custom_id: customId(name, ticket.id, String(ticket.version), ticket.kind),
    })),
  }));
}

/** A resolved ticket is reopened by a command alone: nobody does it by a slip on an old card. */
function rowsOf(ticket: Ticket): Name[][] {
  if (ticket.status === 'resolved') return [['note', 'history']];
  const claim: Name = ticket.ownerId === null ? 'claim' : 'release';
  const escalate: Name[] = ticket.stream === 'escalation' ? [] : ['escalate'];
  const act: Name[] = ticket.subjectType === 'user' ? ['act'] : [];
  return [
    [claim, 'wait', ...escalate, 'resolve'],
    ['note', ...act, 'history'],
  ];
}
