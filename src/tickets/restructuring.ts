import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DomainError, newId, type Clock } from '#kernel';
import type { TicketPolicy } from '#guilds';
import { Database, type Tx } from '#platform';
import { reporterPart } from '#triage';
import type { CommandOptions, SplitRequest } from './command-options.js';
import { readContested } from './db/contested.reader.js';
import { copyParties, dropFormerReporters, partiesAmong, type PartyRecord } from './db/party-store.js';
import { absorbSearch } from './db/search-store.js';
import { findSignals, moveAllSignals, moveSignals, type FoundSignal } from './db/signal-move-store.js';
import { lockTickets } from './db/ticket-store.js';
import { startingOver } from './db/starting-over.js';
import type { TicketCommand } from './domain/commands.js';
import type { Ticket } from './domain/ticket.js';
import { transition } from './domain/transition.js';
import type { TransitionContext, TransitionResult } from './domain/transition-context.js';
import { refusedAs, unknownTicket } from './ticket-refused.js';
import { TicketWrite } from './ticket-write.js';

const MAX_BODY = 4_000;

/** Commands that touch two tickets at once: both change in one transaction, or neither does (I4). */
@Injectable()
export class Restructuring {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  merge(
    guildId: string,
    ticketId: string,
    intoId: string,
    options: CommandOptions,
    policy: TicketPolicy,
  ): Promise<{ ticket: Ticket; into: Ticket }> {
    return this.run(async (tx, last, now) => {
      const [ticket, into] = await lockBoth(tx, guildId, ticketId, intoId);
      const of = await contexts(tx, [ticket, into], options, policy, now);
      // Asked first: what other rules say against a merge tells how that ticket stands (I8).
      if (of(into, null).parties.includes(options.actor.id)) throw unknownTicket();
      const write = new TicketWrite(now);
      const merged = decided(write, ticket, { type: 'merge', into }, of(ticket, options.version));
      const reporters = await copyParties(tx, guildId, ticketId, into);
      const absorbed = decided(write, into, { type: 'absorb', from: ticket, reporters }, of(into, null));
      await Promise.all([
        moveAllSignals(tx, guildId, ticketId, intoId),
        absorbSearch(tx, guildId, ticketId, intoId, absorbed.tags),
        write.flush(tx, last),
      ]);
      return { ticket: merged, into: absorbed };
    });
  }

  split(
    guildId: string,
    ticketId: string,
    { signalIds, title, reason }: SplitRequest,
    options: CommandOptions,
    policy: TicketPolicy,
  ): Promise<{ ticket: Ticket; splitOff: Ticket }> {
    return this.run(async (tx, last, now) => {
      const [ticket] = await lockTickets(tx, [{ guildId, id: ticketId }]);
      if (ticket === undefined) throw unknownTicket();
      const of = await contexts(tx, [ticket], options, policy, now);
      const signals = await findSignals(tx, guildId, ticketId, signalIds);
      if (signals.length < new Set(signalIds).size) throw unknownSignals();
      const id = newId();
      const write = new TicketWrite(now);
      // The ticket that loses signals is asked first: it is the one the actor looked at.
      const asked = { type: 'shed', toId: id, signalIds, reporters: 0, reason } as const;
      allowed(transition(ticket, asked, of(ticket, options.version)), ticket);
      await moveSignals(tx, guildId, ticketId, id, signalIds);
      const reporters = await dropFormerReporters(tx, guildId, ticketId);
      const shed = decided(write, ticket, { ...asked, reporters }, of(ticket, options.version));
      const off = allowed(
        transition(null, { type: 'splitOff', id, from: ticket, signals, title, reason }, of(ticket, null)),
        ticket,
      );
      write.add(null, off.ticket, off.events);
      write.parties.push(...signals.flatMap((signal) => partiesOf(signal, off.ticket)));
      write.addSearch(searchOf(signals, off.ticket), true);
      const written = await write.flush(tx, last);
      return { ticket: shed, splitOff: written.get(id)! };
    });
  }

  private run<T>(work: (tx: Tx, last: Tx, now: Date) => Promise<T>): Promise<T> {
    return startingOver(() => this.database.transaction((tx, last) => work(tx, last, this.clock.now())));
  }
}

async function lockBoth(
  tx: Tx,
  guildId: string,
  ticketId: string,
  intoId: string,
): Promise<[Ticket, Ticket]> {
  const locked = await lockTickets(tx, [
    { guildId, id: ticketId },
    { guildId, id: intoId },
  ]);
  const ticket = locked.find(({ id }) => id === ticketId);
  const into = locked.find(({ id }) => id === intoId);
  if (ticket === undefined || into === undefined) throw unknownTicket();
  return [ticket, into];
}

/** The context of each of the tickets, with the actor's part in them and in what they contest (I7, I8). */
async function contexts(
  tx: Tx,
  tickets: readonly Ticket[],
  { actor }: CommandOptions,
  policy: TicketPolicy,
  now: Date,
): Promise<(ticket: Ticket, expectedVersion: number | null) => TransitionContext> {
  const asked = tickets.map(({ guildId, id: ticketId }) => ({ guildId, ticketId, userId: actor.id }));
  const [parties, contested] = await Promise.all([partiesAmong(tx, asked), readContested(tx, tickets)]);
  return (ticket, expectedVersion) => ({
    actor,
    now,
    policy,
    expectedVersion,
    contested: contested.get(ticket.id) ?? null,
    parties: parties.filter(({ ticketId }) => ticketId === ticket.id).map(({ userId }) => userId),
    sameThingIsOpen: false,
    isHeard: false,
    reporterPart,
  });
}

function decided(write: TicketWrite, ticket: Ticket, command: TicketCommand, ctx: TransitionContext): Ticket {
  const result = allowed(transition(ticket, command, ctx), ticket);
  write.add(ticket, result.ticket, result.events);
  return result.ticket;
}

/** Throws, and so rolls the transaction back, when the command was refused. */
function allowed(result: TransitionResult, ticket: Ticket): TransitionResult & { readonly ok: true } {
  if (!result.ok) throw refusedAs(result.refusal, ticket);
  return result;
}

function partiesOf(
  signal: FoundSignal,
  { guildId, id: ticketId, version: sinceVersion }: Ticket,
): PartyRecord[] {
  const { subject, reporter, authorId, receivedAt: addedAt } = signal;
  const subjects = [subject.type === 'user' ? subject.id : null, authorId].filter((id) => id !== null);
  const party = { guildId, ticketId, addedAt, sinceVersion };
  return [
    ...subjects.map((userId) => ({ ...party, userId, role: 'subject' as const })),
    ...(reporter === null ? [] : [{ ...party, userId: reporter.id, role: 'reporter' as const }]),
  ];
}

function searchOf(signals: readonly FoundSignal[], ticket: Ticket) {
  const people = signals.flatMap(({ subject, reporter }) => [
    subject.name,
    subject.id,
    reporter?.name,
    reporter?.id,
  ]);
  return {
    guildId: ticket.guildId,
    ticketId: ticket.id,
    body: [ticket.title, ...signals.map(({ text }) => text)].join(' ').slice(0, MAX_BODY),
    people: [...new Set(people.filter((one) => one !== null && one !== undefined))]
      .join(' ')
      .slice(0, MAX_BODY),
    tags: ticket.tags,
  };
}

function unknownSignals(): DomainError {
  return new DomainError(
    'invalid',
    'unknown_signals',
    'Some of these signals are not on this ticket. Look at its signals and name them by their ids.',
  );
}
