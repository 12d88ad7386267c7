import type { Provider } from '@nestjs/common';
import { AuditLog } from '../api/audit-log.js';
import { AutoModRules } from '../api/automod-rules.js';
import { OwnAccount } from '../api/own-account.js';
import { Users } from '../api/users.js';
import { AuditIntake } from './audit-log/audit-intake.js';
import { AuditLogListener } from './audit-log/audit-log.listener.js';
import { AuditReading } from './audit-log/audit-reading.js';
import { AutoModListener } from './automod/automod.listener.js';
import { CatchUpJob } from './catch-up/catch-up.job.js';
import { CatchUpListener } from './catch-up/catch-up.listener.js';
import { CatchUps } from './catch-up/catch-ups.js';
import { CatchUpStore } from './catch-up/db/catch-up.store.js';
import { LogChannelStore } from './log-channels/db/log-channel.store.js';
import { GatewayWork } from './gateway-work.js';
import { KnownBots } from './audit-log/known-bots.js';
import { IncidentListener } from './incidents/incident.listener.js';
import { IntakeProblems } from './intake-problems.js';
import { KnownRules } from './automod/known-rules.js';
import { LogChannelIntake } from './log-channels/log-channel-intake.js';
import { LogChannelReading } from './log-channels/log-channel-reading.js';
import { LogChannelCommand } from './log-channels/log-channel.command.js';
import { LogChannelListener } from './log-channels/log-channel.listener.js';
import { LogChannels } from './log-channels/log-channels.js';

/** What takes in what happens in a server. */
export const INTAKE_PROVIDERS: Provider[] = [
  AuditLog,
  AutoModRules,
  OwnAccount,
  Users,
  GatewayWork,
  KnownRules,
  KnownBots,
  AutoModListener,
  AuditIntake,
  AuditLogListener,
  AuditReading,
  CatchUpStore,
  LogChannelStore,
  LogChannelIntake,
  LogChannelReading,
  LogChannelListener,
  LogChannels,
  LogChannelCommand,
  IncidentListener,
  IntakeProblems,
  CatchUps,
  CatchUpJob,
  CatchUpListener,
];
