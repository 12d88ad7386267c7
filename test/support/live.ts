import type { Actor, Role } from '#kernel';
import { TicketService, type SingleCommand } from '#tickets';
import type { TestApp } from './app.js';
import { createIntake, type TestIntake } from './intake.js';
import { LiveClient } from './live-client.js';

/** A guild with its way in, and consoles that watch it; `close` ends them all. */
export class LiveStage {
  private readonly clients: LiveClient[] = [];

  constructor(
    readonly app: TestApp,
    readonly intake: TestIntake,
  ) {}

  static async open(app: TestApp): Promise<LiveStage> {
    return new LiveStage(app, await createIntake(app));
  }

  get guildId(): string {
    return this.intake.guild.guildId;
  }

  /** A console that is connected and watches nothing yet. */
  async connect(token: string, over: Parameters<typeof LiveClient.connect>[2] = {}): Promise<LiveClient> {
    const client = await LiveClient.connect(this.app, token, over);
    this.clients.push(client);
    return client;
  }

  /** The console of a person, watching. */
  async watcher(
    userId: string,
    more: Parameters<LiveClient['watch']>[1] = {},
    role: Role = 'moderator',
  ): Promise<LiveClient> {
    const client = await this.connect(await this.intake.guild.moderator(userId, role));
    const answer = await client.watch(this.guildId, more);
    if ('code' in answer) throw new Error(answer.detail);
    return client;
  }

  /** What a senior whom no test is about does to a ticket. */
  do(ticketId: string, command: SingleCommand): Promise<unknown> {
    return this.app.app
      .get(TicketService)
      .execute(this.guildId, ticketId, command, { actor: SENIOR, version: null });
  }

  async note(ticketId: string): Promise<void> {
    await this.do(ticketId, { type: 'note', text: 'Noted.' });
  }

  close(): void {
    for (const client of this.clients.splice(0)) client.close();
  }
}

export const SENIOR: Actor = { type: 'user', id: '400000000000000009', role: 'senior' };

/** The i-th of many people. */
export function someone(i: number): string {
  return String(5n * 10n ** 17n + BigInt(i));
}
