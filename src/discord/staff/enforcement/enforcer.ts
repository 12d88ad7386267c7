import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { TicketReader, TicketService, type SingleCommand } from '#tickets';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { CardPlaces } from '../desk/card-places.js';
import { EnforcementStore } from './db/enforcement.store.js';
import { Deeds } from './deeds.js';
import { auditReason } from './domain/audit-reason.js';
import { actionOf, commandOf } from './domain/command-of.js';
import type { LeasedEnforcement } from './domain/enforcement.js';
import type { Failure } from './domain/obstacle.js';
import { MemberNotices } from './member-notices.js';
import { Obstacles } from './obstacles.js';

export type Carried =
  | {
      readonly state: 'done';
      readonly toldMember: boolean | null;
      /** Why the ticket was not resolved although it was meant to be. */
      readonly unresolved: DomainError | null;
    }
  | { readonly state: 'refused'; readonly failure: Failure }
  /** Another process is at it, or it is settled. */
  | { readonly state: 'elsewhere' };

/**
 * Carries out what is owed: looks at what is, does what is missing, and records it on the ticket. A process that dies
 * in the middle leaves it owed, and whoever comes next finds on Discord and on the ticket how far it came.
 */
@Injectable()
export class Enforcer {
  constructor(
    private readonly store: EnforcementStore,
    private readonly obstacles: Obstacles,
    private readonly deeds: Deeds,
    private readonly notices: MemberNotices,
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
    private readonly places: CardPlaces,
  ) {}

  /** Throws `DiscordCallFailed` and `unavailable` refusals when it is to be tried again; then it stays owed. */
  async carryOut(guildId: string, id: string): Promise<Carried> {
    const enforcement = await this.store.lease(guildId, id);
    if (enforcement === null) return { state: 'elsewhere' };
    try {
      return await this.attempt(enforcement);
    } catch (error) {
      await this.store.handBack(enforcement);
      throw error;
    }
  }

  private async attempt(enforcement: LeasedEnforcement): Promise<Carried> {
    let { toldMember } = enforcement;
    if (!(await this.deeds.isDone(enforcement))) {
      const obstacle = await this.obstacles.of(enforcement);
      if (obstacle !== null) return this.refuse(enforcement, obstacle);
      // Beforehand: whoever is banned may share no server with the bot any more.
      toldMember = await this.notices.tell(enforcement);
      const failure = await this.tried(enforcement);
      if (failure !== null) return this.refuse(enforcement, failure);
    }
    const unresolved = await this.record(enforcement, toldMember);
    await this.store.settle(enforcement, 'done', null);
    return { state: 'done', toldMember, unresolved };
  }

  /** What Discord refuses for good. */
  private async tried(enforcement: LeasedEnforcement): Promise<Failure | null> {
    const { guildId, ticketId } = enforcement;
    const link = (await this.places.links(guildId, [ticketId])).get(ticketId) ?? null;
    try {
      await this.deeds.carryOut(enforcement, auditReason(enforcement, link));
      return null;
    } catch (error) {
      if (!(error instanceof DiscordCallFailed)) throw error;
      if (error.failure === 'gone') return 'member_gone';
      if (error.failure === 'refused') return this.obstacles.afterRefusal(enforcement);
      throw error;
    }
  }

  private async refuse(enforcement: LeasedEnforcement, failure: Failure): Promise<Carried> {
    await this.store.settle(enforcement, 'refused', failure);
    return { state: 'refused', failure };
  }

  /** Done is done: where the ticket has moved on, the action is recorded on it as it stands. */
  private async record(
    enforcement: LeasedEnforcement,
    toldMember: boolean | null,
  ): Promise<DomainError | null> {
    const { guildId, id, outcome } = enforcement;
    if (await this.reader.isRecorded(guildId, id)) return null;
    if (outcome === null) {
      await this.execute(enforcement, { type: 'recordAction', action: actionOf(enforcement, toldMember) });
      return null;
    }
    try {
      await this.execute(enforcement, commandOf(enforcement, toldMember), enforcement.ticketVersion);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      await this.execute(enforcement, { type: 'recordAction', action: actionOf(enforcement, toldMember) });
      return error;
    }
  }

  private async execute(
    { guildId, ticketId, requestedBy, requestedRole }: LeasedEnforcement,
    command: SingleCommand,
    version: number | null = null,
  ): Promise<void> {
    const actor = { type: 'user', id: requestedBy, role: requestedRole } as const;
    await this.tickets.execute(guildId, ticketId, command, { actor, version });
  }
}
