import { MemberIntake } from './member-intake.js';
import { ReportCommand } from './report/report.command.js';
import { ReportMessageCommand } from './report/report-message.command.js';
import { ReportMessageModal } from './report/report-message.modal.js';
import { ReportMessageModalCommand } from './report/report-message-modal.command.js';
import { ReportUserCommand } from './report/report-user.command.js';
import { ReportUserModal } from './report/report-user.modal.js';
import { ReportedMembers } from './report/reported-members.js';
import { ReportedMessages } from './report/reported-messages.js';
import { Reports } from './report/reports.js';

/** What members do without leaving Discord. */
export const MEMBER_PROVIDERS = [
  MemberIntake,
  ReportedMembers,
  ReportedMessages,
  Reports,
  ReportCommand,
  ReportMessageCommand,
  ReportMessageModalCommand,
  ReportMessageModal,
  ReportUserCommand,
  ReportUserModal,
];
