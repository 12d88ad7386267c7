import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, newId, type Clock, type NewEvent } from '#kernel';
import { EvidenceIntake, type EvidenceRecord, type KeptFile } from '#evidence';
import type { GuildSettings } from '#guilds';
import { Database, GrowthStatistics, Metrics, type Tx } from '#platform';
import { SourceTraffic, type SourceForIntake } from '#sources';
import {
  countCalls,
  joinSignals,
  startingOver,
  TicketWrite,
  type Ticket,
  type TriagedSignal,
} from '#tickets';
import { decide, defaultRuleSet, type Signal } from '#triage';
import { externalKey, readKnown, type ExternalId } from './db/known-signal.reader.js';
import { signalRecord } from './db/signal-record.js';
import { insertSignals } from './db/signal-store.js';
import type { NewSignal } from './domain/new-signal.js';
import type { Receipt } from './domain/receipt.js';
import { KeyTurns, type Turn } from './key-turns.js';
import { FeatureReader } from './feature-reader.js';

export interface Incoming {
  readonly source: SourceForIntake;
  readonly guild: GuildSettings;
  readonly signal: NewSignal;
  /** What became of the files that came with it: of its attachments without an address, in their order. */
  readonly files: readonly KeptFile[];
}

/** Accepts a group of signals in one transaction: each is kept, decided and on its ticket, or none is. */
@Injectable()
export class Acceptance {
  /** Of a guild's two groups at work, the younger waits for the older where both are about the same thing. */
  private readonly turns = new KeyTurns();

  constructor(
    private readonly database: Database,
    private readonly features: FeatureReader,
    private readonly evidence: EvidenceIntake,
    private readonly metrics: Metrics,
    private readonly traffic: SourceTraffic,
    private readonly statistics: GrowthStatistics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Receipts in the order of the group. `sent` is called when only Postgres has something left to do. */
  async accept(group: readonly Incoming[], sent: () => void): Promise<Receipt[]> {
    const turn = this.turns.join();
    const { receipts, triaged, evidence, events } = await startingOver(() =>
      this.database.transaction((tx, last) => this.attempt(tx, last, group, turn, sent)),
    ).finally(() => turn.end());
    group.forEach((incoming, i) => this.count(incoming, receipts[i]!));
    for (const { decision } of triaged) {
      this.metrics.decided(decision.stream, decision.explanation.rule?.id ?? null);
    }
    countCalls(this.metrics, events);
    this.statistics.grew(triaged.length);
    this.evidence.committed(evidence);
    return receipts;
  }

  private async attempt(
    tx: Tx,
    last: Tx,
    group: readonly Incoming[],
    turn: Turn,
    sent: () => void,
  ): Promise<Attempt> {
    await turn.take(group.flatMap((incoming) => externalIdOf(incoming).map(externalKey)));
    const now = this.clock.now();
    const signals = group.map((incoming) => signalOf(incoming, now));
    const trusted = signals.map((signal, i) => ({ signal, trust: group[i]!.source.trust }));
    const [known, features] = await Promise.all([
      readKnown(tx, group.flatMap(externalIdOf)),
      this.features.read(tx, trusted, now),
    ]);
    const ruleset = defaultRuleSet();
    const fresh = firstOfEach(group, known);
    const triaged = fresh.map((place): TriagedSignal => ({
      signal: signals[place]!,
      features: features[place]!,
      decision: decide(signals[place]!, features[place]!, ruleset),
      policy: group[place]!.guild.ticketPolicy,
    }));
    await turn.take(triaged.map(({ signal, decision }) => `${signal.guildId} ${decision.correlationKey}`));
    const evidence = this.evidence.of(
      fresh.map((place) => ({ signal: signals[place]!, files: group[place]!.files })),
    );
    const write = new TicketWrite(now);
    const written = triaged.length === 0 ? [] : await this.writeAll(tx, last, triaged, evidence, write, sent);
    const byPlace = new Map(fresh.map((place, i) => [place, written[i]!]));
    const byExternalId = new Map(
      fresh.flatMap((place, i) => externalIdOf(group[place]!).map((id) => [externalKey(id), written[i]!])),
    );
    const receipts = group.map(
      (incoming, place) => byPlace.get(place) ?? repeated(incoming, known, byExternalId),
    );
    return { receipts, triaged, evidence, events: write.events };
  }

  private async writeAll(
    tx: Tx,
    last: Tx,
    triaged: readonly TriagedSignal[],
    evidence: readonly EvidenceRecord[],
    write: TicketWrite,
    sent: () => void,
  ): Promise<Receipt[]> {
    const ticketIds = await joinSignals(tx, write, triaged, write.now);
    const records = triaged.map(({ signal, features, decision }, i) =>
      signalRecord(signal, ticketIds[i]!, features, decision),
    );
    // In this order: the last statement of the write takes the log's lock and commits.
    const writing = Promise.all([
      insertSignals(tx, records),
      this.evidence.insert(tx, evidence),
      write.flush(tx, last),
    ]);
    sent();
    const [, , tickets] = await writing;
    return triaged.map(({ signal }, i) => receiptOf(signal.id, tickets.get(ticketIds[i]!)!));
  }

  private count({ source, signal }: Incoming, { duplicate }: Receipt): void {
    this.traffic.accepted(source);
    if (duplicate) this.metrics.signalsDuplicate(signal.kind, source.kind);
    else this.metrics.signalsAccepted(signal.kind, source.kind);
  }
}

interface Attempt {
  readonly receipts: Receipt[];
  readonly triaged: readonly TriagedSignal[];
  readonly evidence: readonly EvidenceRecord[];
  readonly events: readonly NewEvent[];
}

function signalOf({ source, signal }: Incoming, now: Date): Signal {
  return {
    id: newId(),
    guildId: source.guildId,
    sourceId: source.id,
    externalId: signal.externalId,
    kind: signal.kind,
    category: signal.category,
    severity: signal.severity,
    confidence: signal.confidence,
    subject: signal.subject,
    reporter: signal.reporter,
    text: signal.text,
    channelId: signal.channelId,
    messageId: signal.messageId,
    links: signal.links,
    attachments: signal.attachments,
    occurredAt: signal.occurredAt,
    receivedAt: now,
    correlationKey: signal.correlationKey,
    data: signal.data,
  };
}

function receiptOf(signalId: string, ticket: Ticket): Receipt {
  const { id: ticketId, number: ticketNumber, stream, status } = ticket;
  return { signalId, ticketId, ticketNumber, stream, status, duplicate: false };
}

function externalIdOf({ source, signal }: Incoming): ExternalId[] {
  const { externalId } = signal;
  return externalId === null ? [] : [{ guildId: source.guildId, sourceId: source.id, externalId }];
}

/** Places in the group of those not accepted before; of several with one external id the first. */
function firstOfEach(group: readonly Incoming[], known: ReadonlyMap<string, Receipt>): number[] {
  const seen = new Set(known.keys());
  return [...group.keys()].filter((place) => {
    const [id] = externalIdOf(group[place]!);
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
