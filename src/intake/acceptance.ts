import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, newId, type Clock } from '#kernel';
import type { GuildSettings } from '#guilds';
import { Database, GrowthStatistics, Metrics, type Tx } from '#platform';
import type { SourceForIntake } from '#sources';
import { joinSignals, startingOver, TicketWrite, type Ticket, type TriagedSignal } from '#tickets';
import { decide, defaultRuleSet, type Signal } from '#triage';
import { externalKey, readKnown, type ExternalId } from './db/known-signal.reader.js';
import { signalRecord } from './db/signal-record.js';
import { insertSignals } from './db/signal-store.js';
import type { NewSignal } from './domain/new-signal.js';
import type { Receipt } from './domain/receipt.js';
import { FeatureReader } from './feature-reader.js';

export interface Incoming {
  readonly source: SourceForIntake;
  readonly guild: GuildSettings;
  readonly signal: NewSignal;
}

/** Accepts a group of signals in one transaction: each is kept, decided and on its ticket, or none is. */
@Injectable()
export class Acceptance {
  constructor(
    private readonly database: Database,
    private readonly features: FeatureReader,
    private readonly metrics: Metrics,
    private readonly statistics: GrowthStatistics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Receipts in the order of the group. */
  accept(group: readonly Incoming[]): Promise<Receipt[]> {
    return startingOver(() => this.attempt(group));
  }

  private async attempt(group: readonly Incoming[]): Promise<Receipt[]> {
    const known = await readKnown(this.database, group.flatMap(externalIdOf));
    const fresh = firstOfEach(group, known);
    const accepted = fresh.length === 0 ? [] : await this.acceptFresh(fresh);
    const receipts = new Map(fresh.map((incoming, i) => [incoming, accepted[i]!]));
    const byExternalId = new Map(
      fresh.flatMap((incoming, i) => externalIdOf(incoming).map((id) => [externalKey(id), accepted[i]!])),
    );
    return group.map((incoming) => {
      const receipt = receipts.get(incoming) ?? repeated(incoming, known, byExternalId);
      this.count(incoming, receipt);
      return receipt;
    });
  }

  private async acceptFresh(fresh: readonly Incoming[]): Promise<Receipt[]> {
    const now = this.clock.now();
    const signals = fresh.map(({ source, signal }): Signal => ({
      ...signal,
      id: newId(),
      guildId: source.guildId,
      sourceId: source.id,
      receivedAt: now,
    }));
    const features = await this.features.read(
      signals.map((signal, i) => ({ signal, trust: fresh[i]!.source.trust })),
      now,
    );
    const ruleset = defaultRuleSet();
    const triaged = signals.map((signal, i): TriagedSignal => ({
      signal,
      features: features[i]!,
      decision: decide(signal, features[i]!, ruleset),
      policy: fresh[i]!.guild.ticketPolicy,
    }));
    const receipts = await this.database.transaction((tx) => writeAll(tx, triaged, now));
    this.statistics.grew(triaged.length);
    for (const { decision } of triaged) {
      this.metrics.decided(decision.stream, decision.explanation.rule?.id ?? null);
    }
    return receipts;
  }

  private count({ source, signal }: Incoming, { duplicate }: Receipt): void {
    if (duplicate) this.metrics.signalsDuplicate(signal.kind, source.kind);
    else this.metrics.signalsAccepted(signal.kind, source.kind);
  }
}

async function writeAll(tx: Tx, triaged: readonly TriagedSignal[], now: Date): Promise<Receipt[]> {
  const write = new TicketWrite(now);
  const ticketIds = await joinSignals(tx, write, triaged, now);
  const records = triaged.map(({ signal, features, decision }, i) =>
    signalRecord(signal, ticketIds[i]!, features, decision),
  );
  // In this order: the log's lock is taken by the last statement of the write.
  const [, tickets] = await Promise.all([insertSignals(tx, records), write.flush(tx)]);
  return triaged.map(({ signal }, i) => receiptOf(signal.id, tickets.get(ticketIds[i]!)!));
}

function receiptOf(signalId: string, ticket: Ticket): Receipt {
  const { id: ticketId, number: ticketNumber, stream, status } = ticket;
  return { signalId, ticketId, ticketNumber, stream, status, duplicate: false };
}

function externalIdOf({ source, signal }: Incoming): ExternalId[] {
  const { externalId } = signal;
  return externalId === null ? [] : [{ guildId: source.guildId, sourceId: source.id, externalId }];
}

/** Those not accepted before; of several with one external id the first. */
function firstOfEach(group: readonly Incoming[], known: ReadonlyMap<string, Receipt>): Incoming[] {
  const seen = new Set(known.keys());
  return group.filter((incoming) => {
    const [id] = externalIdOf(incoming);
    if (id === undefined) return true;
    const key = externalKey(id);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function repeated(
  incoming: Incoming,
  known: ReadonlyMap<string, Receipt>,
  accepted: ReadonlyMap<string, Receipt>,
): Receipt {
  const key = externalKey(externalIdOf(incoming)[0]!);
  return { ...(known.get(key) ?? accepted.get(key)!), duplicate: true };
}
