import type { CommandOf } from './commands.js';
import { changed, unchanged } from './change.js';
import { CATEGORY, LIMITS, TAG } from './limits.js';
import { isManual, pinned } from './priority.js';
import { refuse } from './refusals.js';
import { textProblem } from './text.js';
import type { Ticket } from './ticket.js';
import type { TransitionContext, TransitionResult } from './transition-context.js';
import { awake, wokenFact } from './waiting.js';

/** Staff-only, and welcome at any time: a resolved ticket may still learn something. */
export function note(ticket: Ticket, { text }: CommandOf<'note'>, ctx: TransitionContext): TransitionResult {
  const problem = textProblem(text, LIMITS.note);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_text', `The note ${problem}.`);
  return changed(ticket, {}, [{ type: 'ticket.noted', payload: { text } }], ctx);
}

/** Reaches the member. It is what a ticket that waits for staff waited for; it wakes no other. */
export function reply(
  ticket: Ticket,
  { text }: CommandOf<'reply'>,
  ctx: TransitionContext,
): TransitionResult {
  const problem = textProblem(text, LIMITS.reply);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_text', `The reply ${problem}.`);
  const replied = { type: 'ticket.replied', payload: { text } } as const;
  if (ticket.status === 'waiting' && ticket.waitFor === 'staff') {
    return changed(ticket, awake(ticket), [replied, wokenFact(ticket, 'reply')], ctx);
  }
  return changed(ticket, {}, [replied], ctx);
}

/** Removes, then adds. Tags that are so already change nothing. */
export function tag(ticket: Ticket, command: CommandOf<'tag'>, ctx: TransitionContext): TransitionResult {
  const bad = command.add.find((name) => !TAG.test(name));
  if (bad !== undefined) {
    const message = 'A tag has 1 to 32 characters of a-z, 0-9, _ and -. Rename it.';
    return refuse(ticket, ctx, 'invalid', 'bad_tag', message, { tag: bad.slice(0, 64) });
  }
  const tags = [
    ...new Set([...ticket.tags.filter((name) => !command.remove.includes(name)), ...command.add]),
  ];
  if (tags.length > LIMITS.tags) {
    const message = `A ticket has at most ${LIMITS.tags} tags. Remove some first.`;
    return refuse(ticket, ctx, 'invalid', 'too_many_tags', message, { tags: tags.length });
  }
  const added = tags.filter((name) => !ticket.tags.includes(name));
  const removed = ticket.tags.filter((name) => !tags.includes(name));
  if (added.length + removed.length === 0) return unchanged(ticket);
  return changed(ticket, { tags }, [{ type: 'ticket.tagged', payload: { added, removed } }], ctx);
}

export function setCategory(
  ticket: Ticket,
  { category }: CommandOf<'category'>,
  ctx: TransitionContext,
): TransitionResult {
  if (!CATEGORY.test(category)) {
    const message = 'A category has 1 to 40 characters of a-z, 0-9 and _, and starts with a letter.';
    return refuse(ticket, ctx, 'invalid', 'bad_category', message);
  }
  if (category === ticket.category) return unchanged(ticket);
  const payload = { category, previousCategory: ticket.category };
  return changed(ticket, { category }, [{ type: 'ticket.category_set', payload }], ctx);
}

/** A person's number stands against later signals; setting the number it has pins it. */
export function setPriority(
  ticket: Ticket,
  { priority, reason }: CommandOf<'priority'>,
  ctx: TransitionContext,
): TransitionResult {
  if (!Number.isInteger(priority) || priority < 0 || priority > 100) {
    return refuse(ticket, ctx, 'invalid', 'bad_priority', 'A priority is a whole number from 0 to 100.');
  }
  const problem = textProblem(reason, LIMITS.reason);
  if (problem !== null) return refuse(ticket, ctx, 'invalid', 'bad_reason', `The reason ${problem}.`);
  if (priority === ticket.priority && isManual(ticket)) return unchanged(ticket);
  const payload = { priority, previousPriority: ticket.priority };
  return changed(ticket, pinned(ticket, priority), [{ type: 'ticket.priority_set', reason, payload }], ctx);
}
