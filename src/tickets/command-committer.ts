import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Actor, type Clock } from '#kernel';
import type { TicketPolicy } from '#guilds';
import { Database, GroupCommit, Metrics, type Tx } from '#platform';
import { reporterPart } from '#triage';
import { addConsequences } from './command-consequences.js';
import { countCalls } from './count-calls.js';
import { readContested } from './db/contested.reader.js';
import { heardKey, readHeard, type HeardMessage } from './db/heard.reader.js';
import { partiesAmong } from './db/party-store.js';
import { openWithSameKey } from './db/same-key.reader.js';
import { lockTickets } from './db/ticket-store.js';
import { startingOver } from './db/starting-over.js';
import type { TicketCommand } from './domain/commands.js';
import type { Ticket } from './domain/ticket.js';
import { transition } from './domain/transition.js';
import type { Refusal, TransitionContext } from './domain/transition-context.js';
import { TicketWrite } from './ticket-write.js';

export interface AskedCommand {
  readonly guildId: string;
  readonly ticketId: string;
  readonly command: TicketCommand;
  readonly actor: Actor;
  /** The version it was decided on; null where that does not matter. */
  readonly version: number | null;
  readonly policy: TicketPolicy;
  /** Only asked whether it would be allowed: nothing is written. */
  readonly isQuestion?: boolean;
}

/** The ticket after the command, or why not and the ticket as it is; null when there is none. */
export type CommandResult =
  | { readonly refusal: null; readonly ticket: Ticket }
  | { readonly refusal: Refusal; readonly ticket: Ticket | null };

const LANES = 2;
const MAX_GROUP = 128;
const MAX_WAITING = 5_000;

/**
 * Commands that come together are committed together: the tickets are locked, the pure `transition` is
 * asked for each command in turn, and what it allowed is written. A refused one writes nothing (I6).
 */
@Injectable()
export class CommandCommitter implements OnModuleDestroy {
  private readonly group: GroupCommit<AskedCommand, CommandResult>;

  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.group = new GroupCommit({
      commit: (asked) => startingOver(() => this.commit(asked)),
      keyOf: ({ guildId }) => guildId,
      lanes: LANES,
      maxGroup: MAX_GROUP,
      maxWaiting: MAX_WAITING,
      onCommit: (size, seconds) => metrics.groupCommitted('commands', size, seconds),
    });
  }

  submit(asked: AskedCommand): Promise<CommandResult> {
    return this.group.submit(asked);
  }

  async onModuleDestroy(): Promise<void> {
    await this.group.idle();
  }

  private async commit(asked: readonly AskedCommand[]): Promise<CommandResult[]> {
    const write = new TicketWrite(this.clock.now());
    const results = await this.database.transaction((tx, last) => this.apply(tx, last, asked, write));
    countCalls(this.metrics, write.events);
    return results;
  }

  private async apply(
    tx: Tx,
    last: Tx,
    asked: readonly AskedCommand[],
    write: TicketWrite,
  ): Promise<CommandResult[]> {
    const { now } = write;
    const refs = asked.map(({ guildId, ticketId: id }) => ({ guildId, id }));
    const [locked, parties] = await Promise.all([lockTickets(tx, refs), partiesAmong(tx, questions(asked))]);
    const [contested, rivalled, heard] = await Promise.all([
      readContested(tx, locked),
      openWithSameKey(tx, reopening(asked, locked)),
      readHeard(tx, asked.flatMap(messageOf)),
    ]);
    const tickets = new Map(locked.map((ticket) => [`${ticket.guildId}:${ticket.id}`, ticket]));
    const results = asked.map((one): CommandResult => {
      const key = `${one.guildId}:${one.ticketId}`;
      const before = tickets.get(key) ?? null;
      const message = messageOf(one).map(heardKey)[0];
      const ctx: TransitionContext = {
        actor: one.actor,
        now,
        policy: one.policy,
        expectedVersion: one.version,
        contested: contested.get(one.ticketId) ?? null,
        parties: parties.filter(({ ticketId }) => ticketId === one.ticketId).map(({ userId }) => userId),
        sameThingIsOpen: rivalled.has(one.ticketId),
        isHeard: message !== undefined && heard.has(message),
        reporterPart,
      };
      const result = transition(before, one.command, ctx);
      if (!result.ok) return { refusal: result.refusal, ticket: before };
      if (one.isQuestion === true) return { refusal: null, ticket: result.ticket };
      write.add(before, result.ticket, result.events);
      if (before !== null) addConsequences(write, one.command, before, result.ticket, ctx);
      tickets.set(key, result.ticket);
      if (message !== undefined) heard.add(message);
      return { refusal: null, ticket: result.ticket };
    });
    await write.flush(tx, last);
    return results;
  }
}

/** What a command brings from a conversation: the message, or nothing. */
function messageOf({ guildId, ticketId, command }: AskedCommand): HeardMessage[] {
  return command.type === 'hear' ? [{ guildId, ticketId, messageId: command.messageId }] : [];
}

/** The tickets that are to come back among the unresolved ones. */
function reopening(asked: readonly AskedCommand[], locked: readonly Ticket[]): Ticket[] {
  const ids = new Set(
    asked.filter(({ command }) => command.type === 'reopen').map(({ ticketId }) => ticketId),
  );
  return locked.filter(({ id }) => ids.has(id));
}

/** Sight and hand-over are about these people (I8). */
function questions(asked: readonly AskedCommand[]) {
  return asked.flatMap(({ guildId, ticketId, actor, command }) => {
    const people = actor.type === 'user' ? [actor.id] : [];
    if (command.type === 'handover') people.push(command.to);
    return people.map((userId) => ({ guildId, ticketId, userId }));
  });
}
