import type { CommandOf, TicketCommand } from './commands.js';
import { changed, type Fact, type Patch } from './change.js';
import { runningStream } from './deadline.js';
import { liveOwner } from './lease.js';
import { MOVES } from './moves.js';
import { refuse } from './refusals.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';

const MINUTE_MS = 60_000;

const NO_PAGE = { pageAt: null, pageCount: 0 } as const;

/** Why someone is called to a ticket. */
type PageCause = 'escalation' | 'breach';

/** Whatever escalates a ticket pages once, in the same change; what follows is `page`, at its time. */
export function pagingAfter(
  before: Ticket | null,
  command: TicketCommand,
  after: Ticket,
  ctx: TransitionContext,
): { readonly patch: Patch; readonly facts: readonly Fact[] } {
  if (!isPageable(after)) return { patch: NO_PAGE, facts: [] };
  const breached = after.slaBreached && before?.slaBreached !== true;
  // Whoever splits an escalated ticket is at it.
  if (command.type === 'splitOff') return { patch: NO_PAGE, facts: [] };
  if (breached || before === null || !isEscalated(before)) return paged(after, 1, ctx);
  const touched = MOVES[command.type].by === 'staff' && ctx.actor.type === 'user';
  return { patch: touched ? { pageAt: null } : {}, facts: [] };
}

/** Once more, unless somebody has looked since: it is claimed, or somebody has it open. */
export function page(ticket: Ticket, command: CommandOf<'page'>, ctx: TransitionContext): TransitionResult {
  if (ticket.pageAt === null || ticket.pageAt > ctx.now) {
    const message = 'Nobody is to be paged about this ticket now.';
    return refuse(ticket, ctx, 'conflict', 'not_due', message, {
      pageAt: ticket.pageAt?.toISOString() ?? null,
    });
  }
  const by = liveOwner(ticket, ctx.now) !== null ? 'owner' : command.isOpenSomewhere ? 'viewer' : null;
  if (by !== null) {
    const payload = { by, pages: ticket.pageCount };
    return changed(ticket, { pageAt: null }, [{ type: 'ticket.page_answered', payload }], ctx);
  }
  const { patch, facts } = paged(ticket, ticket.pageCount + 1, ctx);
  return changed(ticket, patch, facts, ctx);
}

function paged(ticket: Ticket, pageCount: number, ctx: TransitionContext) {
  const { everyMinutes, repeats } = ctx.policy.sla.paging;
  const again = pageCount <= repeats;
  const cause: PageCause = ticket.slaBreached ? 'breach' : 'escalation';
  const payload = { stream: ticket.stream, status: ticket.status, cause, page: pageCount };
  return {
    patch: { pageCount, pageAt: again ? new Date(ctx.now.getTime() + everyMinutes * MINUTE_MS) : null },
    facts: [{ type: 'ticket.paged', payload }] satisfies Fact[],
  };
}

/** While it waits for a member or until a time there is nothing to be called for. */
function isPageable(ticket: Ticket): boolean {
  return runningStream(ticket) === 'escalation';
}

function isEscalated({ stream, status }: Ticket): boolean {
  return stream === 'escalation' && status !== 'resolved';
}
