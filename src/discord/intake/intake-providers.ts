import type { Provider } from '@nestjs/common';
import { AuditLog } from '../api/audit-log.js';
import { AutoModRules } from '../api/automod-rules.js';
import { OwnAccount } from '../api/own-account.js';
import { Users } from '../api/users.js';
import { AuditIntake } from './audit-intake.js';
import { AuditLogListener } from './audit-log.listener.js';
import { AuditReading } from './audit-reading.js';
import { AutoModListener } from './automod.listener.js';
import { CatchUpJob } from './catch-up.job.js';
import { CatchUpListener } from './catch-up.listener.js';
import { CatchUps } from './catch-ups.js';
import { CatchUpStore } from './db/catch-up.store.js';
import { LogChannelStore } from './db/log-channel.store.js';
import { GatewayWork } from './gateway-work.js';
import { KnownBots } from './known-bots.js';
import { IncidentListener } from './incident.listener.js';
import { IntakeProblems } from './intake-problems.js';
import { KnownRules } from './known-rules.js';
import { LogChannelIntake } from './log-channel-intake.js';
import { LogChannelReading } from './log-channel-reading.js';
import { LogChannelCommand } from './log-channel.command.js';
import { LogChannelListener } from './log-channel.listener.js';
import { LogChannels } from './log-channels.js';

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
