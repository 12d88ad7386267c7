import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SignalKind, SourceKind, Stream } from '#kernel';
import { LabelBound } from './label-bound.js';
import { processRegistry } from './process-registry.js';

const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const COMMIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const GROUP_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
/** Rules are made by guilds, so there can be any number; the rest are closed sets that fit well within. */
const MOST_VALUES = 200;

/** What Docket counts about itself. No label names a guild or a person. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly ofProcess = processRegistry();
  private readonly rules = new LabelBound(MOST_VALUES);
  private readonly commandNames = new LabelBound(MOST_VALUES);
  private readonly results = new LabelBound(MOST_VALUES);
  private readonly routes = new LabelBound(MOST_VALUES);

  private readonly signals = this.counter('docket_signals_total', 'Signals, by what became of them', [
    'kind',
    'source_kind',
    'result',
  ]);
  private readonly decisions = this.counter('docket_triage_decisions_total', 'Decisions of triage', [
    'stream',
    'rule',
  ]);
  private readonly commands = this.counter('docket_commands_total', 'Commands on tickets', [
    'command',
    'result',
  ]);
  private readonly breaches = this.counter('docket_sla_breaches_total', 'Tickets that missed their target', [
    'stream',
  ]);
  private readonly pages = this.counter('docket_pages_total', 'Calls for somebody to look at a ticket', [
    'cause',
  ]);
  private readonly groupSize = this.histogram('docket_group_commit_size', 'Writes in a commit', GROUP_SIZES, [
    'group',
  ]);
  private readonly groupSeconds = this.histogram(
    'docket_group_commit_seconds',
    'Time a grouped commit took',
    COMMIT_SECONDS,
    ['group'],
  );
  private readonly requests = this.histogram(
    'docket_http_request_seconds',
    'Time until a request was answered',
    REQUEST_SECONDS,
    ['method', 'route', 'status'],
  );
  private readonly interactions = this.histogram(
    'docket_interaction_seconds',
    'Time until an interaction of Discord was answered in full',
    REQUEST_SECONDS,
    ['kind', 'outcome'],
  );
  private readonly sockets = this.gauge('docket_socket_clients', 'Consoles connected to this process', []);
  private readonly lag = this.gauge('docket_log_lag_events', 'Events of the log a reader has not handled', [
    'reader',
  ]);

  /** All of it, and what the process is like, in the text format of Prometheus. */
  text(): Promise<string> {
    return Registry.merge([this.ofProcess, this.registry]).metrics();
  }

  signalsAccepted(kind: SignalKind, sourceKind: SourceKind, count = 1): void {
    this.signals.inc({ kind, source_kind: sourceKind, result: 'accepted' }, count);
  }

  signalsDuplicate(kind: SignalKind, sourceKind: SourceKind, count = 1): void {
    this.signals.inc({ kind, source_kind: sourceKind, result: 'duplicate' }, count);
  }

  /** The kind is `unknown` when what came in was too broken to tell. */
  signalsRefused(kind: SignalKind | 'unknown', sourceKind: SourceKind, count = 1): void {
    this.signals.inc({ kind, source_kind: sourceKind, result: 'refused' }, count);
  }

  /** The rule whose stream won, by its id; null when none matched. */
  decided(stream: Stream, ruleId: string | null, count = 1): void {
    this.decisions.inc({ stream, rule: ruleId === null ? 'none' : this.rules.of(ruleId) }, count);
  }

  /** `result` is `done`, the code of a refusal, or `failed`. */
  commandHandled(command: string, result: string): void {
    this.commands.inc({ command: this.commandNames.of(command), result: this.results.of(result) });
  }

  targetMissed(stream: string): void {
    this.breaches.inc({ stream });
  }

  /** `cause` is why the first one went out. */
  paged(cause: string): void {
    this.pages.inc({ cause });
  }

  /** One transaction that carried `size` writes of the named group. */
  groupCommitted(group: 'signals' | 'commands', size: number, seconds: number): void {
    this.groupSize.observe({ group }, size);
    this.groupSeconds.observe({ group }, seconds);
  }

  /** `route` is the pattern, never the path that was asked for. */
  requestAnswered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route: this.routes.of(route), status: String(status) }, seconds);
  }

  /** `outcome` is `answered`, `modal`, the code of a refusal, `slow`, `failed` or `unanswered`. */
  interactionHandled(kind: string, outcome: string, seconds: number): void {
    this.interactions.observe({ kind, outcome: this.results.of(outcome) }, seconds);
  }

  socketOpened(): void {
    this.sockets.inc();
  }

  socketClosed(): void {
    this.sockets.dec();
  }

  /** How many events of the log, over all guilds, the named reader has still to handle. */
  logLag(reader: string, events: number): void {
    this.lag.set({ reader }, events);
  }

  /** A gauge; with `read`, one that is set when it is asked for. */
  gauge<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    read?: (gauge: Gauge<L>) => Promise<void> | void,
  ): Gauge<L> {
    const collect = read && { collect: (): Promise<void> | void => read(made) };
    const made: Gauge<L> = new Gauge({ name, help, labelNames, registers: [this.registry], ...collect });
    return made;
  }

  private counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly L[],
  ): Histogram<L> {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }
}
