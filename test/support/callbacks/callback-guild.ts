import { expect } from '@jest/globals';
import type { TestApp } from '../app.js';
import { call, type Answer } from '../call.js';
import { createIntake, type TestIntake } from '../intake.js';

export interface Endpoint {
  readonly id: string;
  readonly secret: string;
}

/** Whatever there is in an answer. */
interface Shown {
  readonly code: string;
  readonly items: readonly unknown[];
  readonly secret: string;
  readonly deliveryId: string;
  readonly pausedUntil: string;
  readonly [name: string]: unknown;
}

/** A guild with a source, and its endpoints as an admin works them. */
export class CallbackGuild {
  private constructor(
    private readonly app: TestApp,
    readonly intake: TestIntake,
  ) {}

  static async create(app: TestApp): Promise<CallbackGuild> {
    return new CallbackGuild(app, await createIntake(app));
  }

  get guildId(): string {
    return this.intake.guild.guildId;
  }

  /** A call below `/callbacks`, as the guild's admin unless another token is given. */
  ask<Body = Shown>(
    method: string,
    path = '',
    body?: unknown,
    token: string | null = this.intake.guild.adminToken,
  ): Promise<Answer<Body>> {
    return call(this.app, method, `/v1/guilds/${this.guildId}/callbacks${path}`, token, body);
  }

  async endpoint(url: string, over: Record<string, unknown> = {}): Promise<Endpoint> {
    const { status, body } = await this.ask<Endpoint>('POST', '', { name: 'Test', url, ...over });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { secret: expect.stringMatching(/^whsec_/) },
    });
    return body;
  }

  async shown(id: string): Promise<Shown> {
    return (await this.ask('GET', `/${id}`)).body;
  }
}
