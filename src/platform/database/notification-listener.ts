import { Logger } from '@nestjs/common';
import pg from 'pg';

export type Stop = () => Promise<void>;
type OnPayload = (payload: string | null) => void;

const CHANNEL = /^[a-z][a-z0-9_]{0,62}$/;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
/** A connection that died without a word is noticed after this long. */
const PROBE_MS = 20_000;
const PROBE_TIMEOUT_MS = 10_000;

/**
 * One connection of its own for every LISTEN of the process; pooled ones come and go. It is opened with
 * the first listener and reconnects for as long as there is one.
 */
export class NotificationListener {
  private readonly logger = new Logger('Notifications');
  private readonly listeners = new Map<string, Set<OnPayload>>();
  private client: pg.Client | null = null;
  private opening: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private retryMs = FIRST_RETRY_MS;
  private closed = false;

  constructor(private readonly url: string) {}

  async listen(channel: string, onPayload: OnPayload): Promise<Stop> {
    if (!CHANNEL.test(channel)) throw new TypeError(`Not a channel name: ${channel}`);
    const known = this.listeners.get(channel);
    const callbacks = known ?? new Set();
    callbacks.add(onPayload);
    this.listeners.set(channel, callbacks);
    await this.open();
    if (!known) await this.tell(`LISTEN ${channel}`);
    return async () => {
      callbacks.delete(onPayload);
      if (callbacks.size > 0 || this.listeners.get(channel) !== callbacks) return;
      this.listeners.delete(channel);
      await this.tell(`UNLISTEN ${channel}`);
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.opening;
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => {});
  }

  private open(): Promise<void> {
    if (this.client || this.closed) return Promise.resolve();
    this.opening ??= this.connect().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private async connect(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'docket-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: PROBE_TIMEOUT_MS,
    });
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ channel, payload }) => this.deliver(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      this.logger.warn({ retryMs: this.retryMs, error }, 'Cannot listen for notifications; trying again');
      await client.end().catch(() => {});
      this.retry();
      return;
    }
    this.client = client;
    this.retryMs = FIRST_RETRY_MS;
    this.probeLater(client);
  }

  private retry(): void {
    if (this.closed) return;
    this.timer = setTimeout(() => void this.reconnect(), this.retryMs).unref();
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }

  private async reconnect(): Promise<void> {
    await this.open();
    if (!this.client) return;
    for (const channel of this.listeners.keys()) this.deliver(channel, null);
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = null;
    client.end().catch(() => {});
    this.logger.warn({}, 'The connection for notifications was lost; making it again');
    this.retry();
  }

  private probeLater(client: pg.Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.client === client && this.probeLater(client),
        () => this.lost(client),
      );
    }, PROBE_MS).unref();
  }

  /** Failing is no error: a new connection listens to everything in the list. */
  private async tell(sql: string): Promise<void> {
    const client = this.client;
    await client?.query(sql).catch(() => this.lost(client));
  }

  private deliver(channel: string, payload: string | null): void {
    for (const onPayload of this.listeners.get(channel) ?? []) {
      try {
        onPayload(payload);
      } catch (error) {
        this.logger.error({ channel, error }, 'A listener for notifications failed');
      }
    }
  }
}
