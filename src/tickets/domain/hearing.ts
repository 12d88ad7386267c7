import type { CommandOf } from './commands.js';
import { changed, unchanged } from './change.js';
import { LIMITS } from './limits.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';
import { awake, wokenFact } from './waiting.js';

/**
 * Something was said where the member and staff talk; both have read it, so it is a fact and no request. It is
 * what a ticket that waits for that side waited for. One message is one fact, however many bring it.
 */
export function hear(ticket: Ticket, command: CommandOf<'hear'>, ctx: TransitionContext): TransitionResult {
  const { side, text, messageId } = command;
  const problem = textProblem(text, LIMITS.reply);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_text', `What was said ${problem}.`);
  if (ctx.isHeard) return unchanged(ticket);
  const said = {
    type: side === 'member' ? 'ticket.member_replied' : 'ticket.replied',
    payload: { text, messageId, heard: true },
  } as const;
  if (ticket.status === 'waiting' && ticket.waitFor === side) {
    return changed(ticket, awake(ticket), [said, wokenFact(ticket, 'reply')], ctx);
  }
  return changed(ticket, {}, [said], ctx);
}
