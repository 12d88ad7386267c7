import { newId } from '#kernel';
import type { TicketPolicy } from '#guilds';
import type { Tx } from '#platform';
import { reporterPart, type Signal } from '#triage';
import { partiesAmong } from './db/party-store.js';
import type { Ticket } from './domain/ticket.js';
import { transition } from './domain/transition.js';
import type { TransitionContext } from './domain/transition-context.js';
import { JoinableTickets } from './joinable-tickets.js';
import { partiesOf, searchOf } from './signal-traces.js';
import { ThresholdMeasures } from './threshold-measures.js';
import type { TicketWrite } from './ticket-write.js';
import type { TriagedSignal } from './triaged-signal.js';

/**
 * Finds or opens the ticket of each signal, in order, and adds what that changes to the write. Answers
 * the id of each one's ticket. What they might join is locked until the transaction ends.
 */
export async function joinSignals(
  tx: Tx,
  write: TicketWrite,
  incoming: readonly TriagedSignal[],
  now: Date,
): Promise<string[]> {
  const tickets = await JoinableTickets.load(tx, incoming);
  const joining = incoming.map((one) => {
    const { signal, features, decision, policy } = one;
    return { signal, features, decision, policy, loaded: tickets.find(one, now) };
  });
  const [measures, reporters] = await Promise.all([
    ThresholdMeasures.load(tx, joining, now),
    loadReporters(tx, joining),
  ]);
  return joining.map((one): string => {
    const { signal, decision, features, policy } = one;
    const before = tickets.find(one, now);
    const ctx = contextOf(signal, policy, now);
    const reporterId = signal.reporter?.id ?? null;
    const newReporter = reporterId !== null && before !== null && !reporters.has(before.id, reporterId);
    const result =
      before === null
        ? transition(null, { type: 'open', id: newId(), signal, decision, contests: features.contests }, ctx)
        : transition(
            before,
            { type: 'addSignal', signal, decision, newReporter, measured: measures.with(before, one) },
            ctx,
          );
    if (!result.ok) throw new Error(`A signal was refused by its ticket: ${result.refusal.code}`);
    const { ticket } = result;
    if (reporterId !== null) reporters.add(ticket.id, reporterId);
    measures.note(ticket.id, reporterId);
    tickets.set(one, ticket);
    write.add(before, ticket, result.events);
    write.parties.push(...partiesOf(signal, ticket));
    const search = searchOf(signal, decision, before, ticket, newReporter);
    if (search !== null) write.addSearch(search, before === null);
    return ticket.id;
  });
}

/** Who has reported which ticket. */
class Reporters {
  private readonly known = new Set<string>();

  add(ticketId: string, userId: string): void {
    this.known.add(`${ticketId}:${userId}`);
  }

  has(ticketId: string, userId: string): boolean {
    return this.known.has(`${ticketId}:${userId}`);
  }
}

async function loadReporters(
  tx: Tx,
  joining: readonly (TriagedSignal & { readonly loaded: Ticket | null })[],
): Promise<Reporters> {
  const asked = joining.flatMap(({ signal: { guildId, reporter }, loaded }) =>
    loaded === null || reporter === null ? [] : [{ guildId, ticketId: loaded.id, userId: reporter.id }],
  );
  const reporters = new Reporters();
  for (const { ticketId, userId, role } of await partiesAmong(tx, asked)) {
    if (role === 'reporter') reporters.add(ticketId, userId);
  }
  return reporters;
}

function contextOf(signal: Signal, policy: TicketPolicy, now: Date): TransitionContext {
  return {
    actor: { type: 'source', id: signal.sourceId },
    now,
    policy,
    expectedVersion: null,
    contested: null,
    parties: [],
    sameThingIsOpen: false,
    isHeard: false,
    reporterPart,
  };
}
