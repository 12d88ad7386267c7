import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { newSnowflake } from '#kernel';
import type { DatabaseClient } from '../database-client.js';
import { LiveClient } from '../live-client.js';
import type { ChaosStage, Witness } from './witness.js';

const AGAIN_MS = 100;

/** A console that goes to another process whenever its own dies, each time with its cursor. */
export class ConsoleWitness implements Witness {
  private readonly versions = new Map<string, number>();
  private readonly twice: string[] = [];
  private readonly ceased = new AbortController();
  private client: LiveClient | null = null;
  private running: Promise<void> = Promise.resolve();
  private cursor = '0';
  private guildId = '';
  private heard = 0;
  connections = 0;

  async begin(stage: ChaosStage): Promise<void> {
    this.guildId = stage.guild.guildId;
    const token = await stage.guild.moderator(newSnowflake(Date.now()));
    this.running = this.keepWatching(stage.apiUrls, token);
  }

  /** It goes on to listen: what was written last has still to be said. */
  async cease(): Promise<void> {}

  async check(database: DatabaseClient): Promise<void> {
    this.absorb();
    const rows = await database.query('SELECT id, version FROM tickets WHERE guild_id = $1', [this.guildId]);
    const late = (rows as { id: string; version: number }[]).filter(
      ({ id, version }) => this.versions.get(id) !== version,
    );
    expect(late).toEqual([]);
    expect(this.twice).toEqual([]);
  }

  async close(): Promise<void> {
    this.ceased.abort();
    this.client?.close();
    await this.running;
  }

  private async keepWatching(apiUrls: readonly string[], token: string): Promise<void> {
    for (let i = 0; !this.ceased.signal.aborted; i += 1) {
      try {
        this.heard = 0;
        this.client = await LiveClient.connect({ url: apiUrls[i % apiUrls.length]! }, token);
        await this.watchUntilItEnds(this.client);
        this.absorb();
      } catch {
        // Nobody there just now: the next one.
      }
      this.client?.close();
      this.client = null;
      await delay(AGAIN_MS);
    }
  }

  private async watchUntilItEnds(client: LiveClient): Promise<void> {
    const ended = new Promise((resolve) => client.socket.once('disconnect', resolve));
    const answer = await client.watch(this.guildId, { cursor: this.cursor });
    if (answer.code !== undefined) throw new Error(answer.detail);
    this.connections += 1;
    await ended;
  }

  private absorb(): void {
    const { client } = this;
    if (client === null) return;
    for (const { event, body, about } of client.messages.slice(this.heard)) {
      this.heard += 1;
      expect(event).not.toBe('reset');
      if (about?.cursor !== undefined) this.cursor = about.cursor;
      if (event !== 'ticket.changed') continue;
      const { id, version } = body['ticket'];
      if ((this.versions.get(id) ?? 0) >= version) this.twice.push(`${id} ${version}`);
      this.versions.set(id, version);
    }
  }
}
