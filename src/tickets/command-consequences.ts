import type { Outcome } from '#kernel';
import type { ActionRecord } from './db/action-store.js';
import type { ActionTaken, TicketCommand } from './domain/commands.js';
import type { Ticket } from './domain/ticket.js';
import type { TransitionContext } from './domain/transition-context.js';
import type { TicketWrite } from './ticket-write.js';

/** What an outcome says of those who reported; the rest says nothing about them. */
const SAYS_OF_REPORTS: Readonly<Partial<Record<Outcome, boolean>>> = {
  actioned: true,
  no_violation: false,
  spam: false,
};

/** What follows from a command beside the ticket's own row, in the same transaction. */
export function addConsequences(
  write: TicketWrite,
  command: TicketCommand,
  before: Ticket,
  after: Ticket,
  ctx: TransitionContext,
): void {
  const { guildId, id: ticketId } = after;
  for (const action of actionsOf(command)) write.actions.push(actionRecord(action, after, ctx));
  if (command.type === 'resolve') {
    if (command.outcome === 'overturned' && after.contestsActionId !== null) {
      write.reversed.push({ guildId, id: after.contestsActionId });
    }
    const upheld = SAYS_OF_REPORTS[command.outcome];
    if (upheld !== undefined && after.resolvedByType === 'user') write.judge({ guildId, ticketId, upheld });
  }
  if (before.status === 'resolved' && after.status !== 'resolved') write.reopen({ guildId, id: ticketId });
  if (command.type === 'tag' && after.version > before.version) {
    write.addSearch({ guildId, ticketId, body: '', people: '', tags: after.tags }, false);
  }
}

function actionsOf(command: TicketCommand): readonly ActionTaken[] {
  if (command.type === 'resolve') return command.actions;
  return command.type === 'act' || command.type === 'recordAction' ? [command.action] : [];
}

function actionRecord(
  { id, type, subjectId, reason, durationSeconds, carriedOutBy }: ActionTaken,
  { guildId, id: ticketId }: Ticket,
  { actor, now }: TransitionContext,
): ActionRecord {
  return {
    guildId,
    id,
    ticketId,
    type,
    subjectId,
    reason,
    durationSeconds,
    decidedBy: actor.id,
    carriedOutBy: carriedOutBy ?? actor.id,
    externalId: `docket:${id}`,
    at: now,
  };
}
