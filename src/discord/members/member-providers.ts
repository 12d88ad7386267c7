import type { Provider } from '@nestjs/common';
import { AppealInButton } from './appeal/appeal-in.button.js';
import { AppealCommand } from './appeal/appeal.command.js';
import { AppealModal } from './appeal/appeal.modal.js';
import { OwnActions } from './appeal/own-actions.js';
import { PickActionSelect } from './appeal/pick-action.select.js';
import { BlockCommand } from './gate/block.command.js';
import { MemberGate } from './gate/member-gate.js';
import { MemberRates } from './gate/member-rates.js';
import { ReporterBlocks } from './gate/reporter-blocks.js';
import { UnblockCommand } from './gate/unblock.command.js';
import { MemberIntake } from './member-intake.js';
import { PanelAppealButton } from './panel/panel-appeal.button.js';
import { PanelHelpButton } from './panel/panel-help.button.js';
import { PanelReportButton } from './panel/panel-report.button.js';
import { PanelCommand } from './panel/panel.command.js';
import { ReportMessageModalCommand } from './report/report-message-modal.command.js';
import { ReportMessageCommand } from './report/report-message.command.js';
import { ReportMessageModal } from './report/report-message.modal.js';
import { ReportUserCommand } from './report/report-user.command.js';
import { ReportUserModal } from './report/report-user.modal.js';
import { ReportCommand } from './report/report.command.js';
import { ReportModal } from './report/report.modal.js';
import { ReportedMembers } from './report/reported-members.js';
import { ReportedMessages } from './report/reported-messages.js';
import { Reports } from './report/reports.js';
import { OlderButton } from './status/older.button.js';
import { OwnTickets } from './status/own-tickets.js';
import { StatusCommand } from './status/status.command.js';
import { PickTopicSelect } from './support/pick-topic.select.js';
import { RequestModal } from './support/request.modal.js';
import { TicketCommand } from './support/ticket.command.js';

const SERVICES = [
  MemberIntake,
  MemberRates,
  ReporterBlocks,
  MemberGate,
  ReportedMembers,
  ReportedMessages,
  Reports,
  OwnActions,
  OwnTickets,
];

/** Everything members do without leaving Discord, and what keeps it in bounds. */
export const MEMBER_PROVIDERS: Provider[] = [
  ...SERVICES,
  ReportCommand,
  ReportModal,
  ReportMessageCommand,
  ReportMessageModalCommand,
  ReportMessageModal,
  ReportUserCommand,
  ReportUserModal,
  TicketCommand,
  PickTopicSelect,
  RequestModal,
  AppealCommand,
  AppealInButton,
  PickActionSelect,
  AppealModal,
  StatusCommand,
  OlderButton,
  BlockCommand,
  UnblockCommand,
  PanelCommand,
  PanelReportButton,
  PanelHelpButton,
  PanelAppealButton,
];
