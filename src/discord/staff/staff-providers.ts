import type { Provider } from '@nestjs/common';
import { ActButton, ActModal } from './buttons/act.button.js';
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
import { CardPlaces } from './desk/card-places.js';
import { EnforcementOrders } from './enforcement/orders.js';
import { EnforcementStore } from './enforcement/db/enforcement.store.js';
import { Deeds } from './enforcement/deeds.js';
import { EnforceButton } from './enforcement/enforce.button.js';
import { EnforcementJob } from './enforcement/enforcement.job.js';
import { Enforcer } from './enforcement/enforcer.js';
import { MemberNotices } from './enforcement/member-notices.js';
import { Obstacles } from './enforcement/obstacles.js';
import { OwedEnforcements, ProposalTidying } from './enforcement/owed-enforcements.js';
import { EnforcementProposals } from './enforcement/proposals.js';
import { Targets } from './enforcement/targets.js';
import { Histories } from './history/histories.js';
import { HistoryButton } from './history/history.button.js';
import { HistoryCommand } from './history/history.command.js';
import { TicketChoices } from './desk/ticket-choices.js';
import { SeenWorking } from './presence/seen-working.js';
import { ThreadTalkListener } from './presence/thread-talk.listener.js';
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
  HistoryCommand,
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
  ActButton,
  ActModal,
  HistoryButton,
];

const ENFORCEMENT = [
  EnforcementStore,
  Obstacles,
  Targets,
  Deeds,
  MemberNotices,
  Enforcer,
  EnforcementProposals,
  EnforcementOrders,
  EnforceButton,
  EnforcementJob,
  OwedEnforcements,
  ProposalTidying,
];

/** Everything moderators do from Discord. */
export const STAFF_PROVIDERS: Provider[] = [
  CardPlaces,
  SeenWorking,
  ThreadTalkListener,
  TicketDesk,
  TicketChoices,
  Waits,
  Histories,
  ...ENFORCEMENT,
  ...COMMANDS,
  ...BUTTONS,
];
