import type { Provider } from '@nestjs/common';
import { ClaimButton } from './buttons/claim.button.js';
import { ClaimCommand } from './commands/claim.command.js';
import { QueueCommand } from './queue.command.js';
import { TicketChoices } from './desk/ticket-choices.js';
import { TicketDesk } from './desk/ticket-desk.js';

/** Everything moderators do from Discord. */
export const STAFF_PROVIDERS: Provider[] = [
  TicketDesk,
  TicketChoices,
  QueueCommand,
  ClaimCommand,
  ClaimButton,
];
