import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../api/audit-log.js';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { AuditIntake } from './audit-intake.js';
import { CatchUpStore } from '../catch-up/db/catch-up.store.js';

const PAGE = 100;
/** So much in one run; there is another one after it. */
const MOST_PAGES = 20;

/** Reads the audit log on from the last entry that was read. */
@Injectable()
export class AuditReading {
  constructor(
    private readonly store: CatchUpStore,
    private readonly log: AuditLog,
    private readonly intake: AuditIntake,
  ) {}

  /** True when there is more. What Discord will refuse again is remembered and shown, not tried for ever. */
  async readOn(guildId: string, after: string, botId: string, signal: AbortSignal): Promise<boolean> {
    try {
      const more = await this.pages(guildId, after, botId, signal);
      await this.store.setAuditProblem(guildId, null);
      return more;
    } catch (error) {
      if (!(error instanceof DiscordCallFailed) || !['refused', 'gone'].includes(error.failure)) throw error;
      await this.store.setAuditProblem(guildId, error.message);
      return false;
    }
  }

  private async pages(guildId: string, from: string, botId: string, signal: AbortSignal): Promise<boolean> {
    let after = from;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { audit_log_entries: entries } = await this.log.after(guildId, after, PAGE, signal);
      const last = entries.reduce((newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest), after);
      await this.intake.take(entries, { guildId, botId, afterwards: true });
      if (last === after) return false;
      await this.store.auditReadTo(guildId, last);
      if (entries.length < PAGE) return false;
      after = last;
    }
    return true;
  }
}
