import { Injectable, Logger } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import { DomainError, isUuid } from '#kernel';
import { Jobs } from '#jobs';
import type { Asked } from '../../interactions/asked.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { refusalText } from '../desk/refusal-text.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketName } from '../desk/ticket-name.js';
import { SeenWorking } from '../presence/seen-working.js';
import { EnforcementStore } from './db/enforcement.store.js';
import { commandOf } from './domain/command-of.js';
import type { Enforcement } from './domain/enforcement.js';
import { enforcementTexts } from './enforcement.texts.js';
import { Enforcer, type Carried } from './enforcer.js';
import { failureText } from './failure-text.js';
import { enforceRequest } from './owed-enforcements.js';
import { demandRole } from './proposals.js';

/** The answer to a proposal. From the confirmation on it is owed, whatever happens to this process. */
@HandlesComponent('enforce')
@Injectable()
export class EnforceButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'moderator';
  private readonly logger = new Logger('Discord');

  constructor(
    private readonly store: EnforcementStore,
    private readonly desk: TicketDesk,
    private readonly enforcer: Enforcer,
    private readonly jobs: Jobs,
    private readonly working: SeenWorking,
  ) {}

  async run(asked: Asked<ButtonInteraction>): Promise<Answer> {
    const texts = enforcementTexts[asked.language];
    const [id = '', what = ''] = asked.args;
    const proposal = isUuid(id) ? await this.store.proposal(asked.guildId, id, asked.user.id) : null;
    if (proposal === null) throw new DomainError('stale', 'proposal_expired', texts.expired);
    if (proposal.state !== 'proposed') return texts.already;
    if (what !== 'yes') return (await this.store.drop(asked.guildId, id)) ? texts.left : texts.already;
    demandRole(asked, proposal);
    await this.desk.check(asked, proposal.ticketId, commandOf(proposal), proposal.ticketVersion);
    if (!(await this.store.confirm(asked.guildId, id))) return texts.already;
    return this.carryOut(asked, proposal);
  }

  private async carryOut({ language }: Asked, proposal: Enforcement): Promise<Answer> {
    const { guildId, id } = proposal;
    try {
      const carried = await this.enforcer.carryOut(guildId, id);
      const isResolved = carried.state === 'done' && proposal.outcome !== null && carried.unresolved === null;
      if (isResolved) this.working.done(guildId, proposal.ticketId, proposal.requestedBy);
      return answerOf(carried, proposal, language);
    } catch (error) {
      this.logger.warn({ error, enforcement: id }, 'An enforcement could not be carried out yet');
      const { name, payload, key } = enforceRequest(guildId, id);
      await this.jobs.add(name, payload, { key });
      return enforcementTexts[language].later;
    }
  }
}

function answerOf(
  carried: Carried,
  { type, subjectId, ticketNumber }: Enforcement,
  language: Asked['language'],
): string {
  const texts = enforcementTexts[language];
  if (carried.state === 'elsewhere') return texts.later;
  if (carried.state === 'refused') return texts.nothingDone(failureText(carried.failure, type, language));
  return [
    texts.done[type](`<@${subjectId}>`),
    texts.recorded(ticketName({ number: ticketNumber })),
    ...(carried.toldMember === false ? [texts.undelivered] : []),
    ...(carried.unresolved === null ? [] : [texts.unresolved(refusalText(carried.unresolved, language))]),
  ].join(' ');
}
