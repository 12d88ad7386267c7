import type { Provider } from '@nestjs/common';
import { ClaimButton } from './buttons/claim.button.js';
import { EscalateButton, EscalateModal } from './buttons/escalate.button.js';
import { NoteButton, NoteModal } from './buttons/note.button.js';
import { ReleaseButton } from './buttons/release.button.js';
import { ResolveButton, ResolveModal } from './buttons/resolve.button.js';
import { WaitButton, WaitModal } from './buttons/wait.button.js';
import { AssignCommand } from './commands/assign.command.js';
import { ClaimCommand } from './commands/claim.command.js';
import { DeescalateCommand } from './commands/deescalate.command.js';
import { EscalateCommand } from './commands/escalate.command.js';
import { NoteCommand } from './commands/note.command.js';
import { ReleaseCommand } from './commands/release.command.js';
import { ReopenCommand } from './commands/reopen.command.js';
import { ReplyCommand } from './commands/reply.command.js';
import { ResolveCommand } from './commands/resolve.command.js';
import { TagCommand } from './commands/tag.command.js';
import { WaitCommand } from './commands/wait.command.js';
import { QueueCommand } from './queue.command.js';
import { TicketChoices } from './desk/ticket-choices.js';
import { TicketDesk } from './desk/ticket-desk.js';
import { Waits } from './work/waits.js';

const COMMANDS = [
  QueueCommand,
  ClaimCommand,
  AssignCommand,
  ReleaseCommand,
  WaitCommand,
  EscalateCommand,
  DeescalateCommand,
  ResolveCommand,
  ReopenCommand,
  NoteCommand,
  ReplyCommand,
  TagCommand,
];

const BUTTONS = [
  ClaimButton,
  ReleaseButton,
  WaitButton,
  WaitModal,
  EscalateButton,
  EscalateModal,
  ResolveButton,
  ResolveModal,
  NoteButton,
  NoteModal,
];

/** Everything moderators do from Discord. */
export const STAFF_PROVIDERS: Provider[] = [TicketDesk, TicketChoices, Waits, ...COMMANDS, ...BUTTONS];
