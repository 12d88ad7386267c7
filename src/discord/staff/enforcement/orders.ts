import { Injectable, Logger } from '@nestjs/common';
import { DomainError, newId } from '#kernel';
import { Jobs } from '#jobs';
import { DiscordRest } from '../../api/discord-rest.js';
import type { Decider } from '../../interactions/asked.js';
import { GuildMappings } from '../../mapping/guild-mappings.js';
import { EnforcementStore, type FoundEnforcement } from './db/enforcement.store.js';
import { Enforcer } from './enforcer.js';
import { failureText } from './failure-text.js';
import { enforceRequest } from './owed-enforcements.js';
import { EnforcementProposals, type EnforcementRequest } from './proposals.js';

export interface EnforcementOrder extends EnforcementRequest {
  /** Chosen by whoever asks, so that sending it again does nothing twice. */
  readonly id: string | null;
}

/** Of what is answered over the API. */
const LANGUAGE = 'en';

/** What people order over the API: nobody is asked back, else it goes the way of Discord's buttons. */
@Injectable()
export class EnforcementOrders {
  private readonly logger = new Logger('Discord');

  constructor(
    private readonly rest: DiscordRest,
    private readonly mappings: GuildMappings,
    private readonly proposals: EnforcementProposals,
    private readonly store: EnforcementStore,
    private readonly enforcer: Enforcer,
    private readonly jobs: Jobs,
  ) {}

  /** As it stands then: done, or still owed. Throws why it may not be, and what Discord refused for good. */
  async give(guildId: string, actor: Decider['actor'], order: EnforcementOrder): Promise<FoundEnforcement> {
    const id = order.id ?? newId();
    const before = order.id === null ? null : await this.store.find(guildId, id);
    if (before !== null && !isSame(before, actor.id, order)) throw idTaken();
    if (before === null || before.state === 'proposed') {
      const decider = await this.deciderOf(guildId, actor);
      await this.store.propose(await this.proposals.prepare(decider, order, id));
      await this.store.confirm(guildId, id);
    }
    await this.carryOut(guildId, id);
    return this.outcome(guildId, id);
  }

  private async deciderOf(guildId: string, actor: Decider['actor']): Promise<Decider> {
    if (!this.rest.isSet) throw noBot();
    const mapping = await this.mappings.of(guildId);
    if (mapping === null) throw notSetUp();
    return { guildId, user: { id: actor.id }, role: actor.role, actor, mapping, language: LANGUAGE };
  }

  private async carryOut(guildId: string, id: string): Promise<void> {
    try {
      await this.enforcer.carryOut(guildId, id);
    } catch (error) {
      this.logger.warn({ error, enforcement: id }, 'An enforcement could not be carried out yet');
      const { name, payload, key } = enforceRequest(guildId, id);
      await this.jobs.add(name, payload, { key });
    }
  }

  private async outcome(guildId: string, id: string): Promise<FoundEnforcement> {
    const found = await this.store.find(guildId, id);
    if (found === null) throw new Error(`The enforcement ${id} is gone`);
    if (found.failure === null) return found;
    const why = failureText(found.failure, found.type, LANGUAGE);
    throw new DomainError('conflict', 'discord_would_refuse', why, { obstacle: found.failure });
  }
}

/** The ticket may be named by its id or its number. */
function isSame(before: FoundEnforcement, by: string, { ticketId, version, deed }: EnforcementOrder) {
  const names = [before.ticketId, String(before.ticketNumber), `#${before.ticketNumber}`];
  return (
    before.requestedBy === by &&
    names.includes(ticketId.toLowerCase()) &&
    before.ticketVersion === version &&
    before.type === deed.type
  );
}

function noBot(): DomainError {
  return new DomainError(
    'conflict',
    'no_bot',
    'Docket has no bot on Discord here. Set DISCORD_TOKEN and start it again.',
  );
}

function notSetUp(): DomainError {
  return new DomainError(
    'conflict',
    'not_set_up',
    'Docket is not set up in this server yet. An administrator does it with /setup.',
  );
}

function idTaken(): DomainError {
  return new DomainError(
    'conflict',
    'enforcement_id_taken',
    'Another enforcement has this id. Make a new id for each, and send the same one only to repeat a request.',
  );
}
