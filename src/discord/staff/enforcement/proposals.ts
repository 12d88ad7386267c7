import { Injectable } from '@nestjs/common';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { DomainError, newId, roleAtLeast, type Outcome } from '#kernel';
import type { Asked, Decider } from '../../interactions/asked.js';
import { customId } from '../../interactions/domain/custom-id.js';
import type { Answer } from '../../interactions/handlers.js';
import { Languages } from '../../people/languages.js';
import { commonTexts } from '../../text/common.texts.js';
import { quoteBlock } from '../../text/quote.js';
import type { Language } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketName } from '../desk/ticket-name.js';
import { EnforcementStore } from './db/enforcement.store.js';
import { deedText } from './deed-text.js';
import { commandOf } from './domain/command-of.js';
import type { Deed } from './domain/deed-choices.js';
import { ENFORCEMENT_NEEDS, type Enforcement } from './domain/enforcement.js';
import { enforcementTexts } from './enforcement.texts.js';
import { Targets } from './targets.js';

export interface EnforcementRequest {
  /** Its id or number. */
  readonly ticketId: string;
  /** The version that the card showed. */
  readonly version: number;
  readonly deed: Deed;
  /** Null: whom the ticket is about. */
  readonly memberId: string | null;
  readonly reason: string;
  readonly outcome: Outcome | null;
}

/** Shows a moderator what would be done to whom and why, once everything that stands in the way was looked at. */
@Injectable()
export class EnforcementProposals {
  constructor(
    private readonly desk: TicketDesk,
    private readonly targets: Targets,
    private readonly store: EnforcementStore,
    private readonly languages: Languages,
  ) {}

  async propose(asked: Asked, request: EnforcementRequest): Promise<Answer> {
    const enforcement = await this.prepare(asked, request, newId());
    await this.store.propose(enforcement);
    return askingAnswer(enforcement, asked.language);
  }

  /** What is to be done, once nothing stands in its way; nothing is written. */
  async prepare(asked: Decider, request: EnforcementRequest, id: string): Promise<Enforcement> {
    const { ticketId, version, deed, reason, outcome } = request;
    demandRole(asked, deed);
    const { ticket } = await this.desk.details(asked, ticketId);
    const target = await this.targets.find(asked, ticket, request);
    const enforcement: Enforcement = {
      ...deed,
      ...target,
      guildId: asked.guildId,
      id,
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      ticketVersion: version,
      reason,
      outcome,
      language: await this.languages.ofMember(asked.guildId, target.subjectId),
      requestedBy: asked.user.id,
      requestedRole: asked.role,
    };
    await this.desk.check(asked, ticket.id, commandOf(enforcement), version);
    await this.targets.demandReachable(asked, enforcement);
    return enforcement;
  }
}

/** Throws `needs_role`. */
export function demandRole({ role, language }: Decider, { type }: Pick<Deed, 'type'>): void {
  const needed = ENFORCEMENT_NEEDS[type];
  if (roleAtLeast(role, needed)) return;
  const texts = commonTexts[language];
  throw new DomainError('forbidden', 'needs_role', texts.needsRole(texts.roles[needed]));
}

function askingAnswer(enforcement: Enforcement, language: Language): Answer {
  const { id, type, subjectId, reason, outcome, ticketNumber } = enforcement;
  const texts = enforcementTexts[language];
  const button = (style: ButtonStyle.Danger | ButtonStyle.Secondary, label: string, what: string) => ({
    type: ComponentType.Button as const,
    style,
    label,
    custom_id: customId('enforce', id, what),
  });
  return {
    content: [
      texts.ask(deedText(enforcement, language), `<@${subjectId}>`, ticketName({ number: ticketNumber })),
      quoteBlock(reason),
      ...(type === 'message_removal' ? [] : [texts.tellsMember]),
      ...(outcome === null ? [] : [texts.askResolve(wordTexts[language].outcomes[outcome])]),
    ].join('\n'),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          button(ButtonStyle.Danger, texts.yes, 'yes'),
          button(ButtonStyle.Secondary, texts.no, 'no'),
        ],
      },
    ],
  };
}
