import { Injectable } from '@nestjs/common';
import { BuiltInSources } from '#sources';
import { ActionLedger, type SeenAction, type SeenReversal } from '#tickets';
import { decidedByNamed, namedIn, seenIn, type AuditEntry, type Seen } from './domain/audit-entry.js';
import { KnownBots } from './known-bots.js';

interface From {
  readonly guildId: string;
  /** Docket's own account. */
  readonly botId: string;
  /** Read afterwards, so that AutoMod's timeouts that were told at the time are known. */
  readonly afterwards: boolean;
}

/** Records what the audit log says was done to members; the same entry again changes nothing. */
@Injectable()
export class AuditIntake {
  constructor(
    private readonly sources: BuiltInSources,
    private readonly bots: KnownBots,
    private readonly ledger: ActionLedger,
  ) {}

  async take(entries: readonly AuditEntry[], { guildId, botId, afterwards }: From): Promise<void> {
    const seen = entries.flatMap((entry) => {
      const found = seenIn(entry, botId);
      return found === null ? [] : [{ entry, found }];
    });
    if (seen.length === 0 || (await this.sources.of(guildId, 'audit_log')).status !== 'approved') return;
    const actions: SeenAction[] = [];
    const reversals: SeenReversal[] = [];
    const byAutoMod: SeenAction[] = [];
    for (const { entry, found } of seen) {
      if (found.kind === 'reversal') reversals.push(found.reversal);
      else if (found.kind === 'action') actions.push(await this.decided(entry, found));
      else if (afterwards) byAutoMod.push(found.action);
    }
    await this.ledger.record(guildId, actions, reversals);
    await this.ledger.recordFromTwo(guildId, byAutoMod);
  }

  /** A bot acts on somebody's word; whoever gave it decided (I7). */
  private async decided(
    entry: AuditEntry,
    { action }: Extract<Seen, { kind: 'action' }>,
  ): Promise<SeenAction> {
    const named = namedIn(entry);
    if (named === null || entry.user_id === null || !(await this.bots.isBot(entry.user_id))) return action;
    return decidedByNamed(action, named);
  }
}
