import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { REST, type InternalRequest, RequestMethod } from 'discord.js';
import { CONFIG, type Config } from '#config';
import { asCallFailed } from './discord-call-failed.js';

/** Longer waits are the job's, which comes back later, and not a held connection's. */
const LONGEST_WAIT_MS = 3_000;
const TIMEOUT_MS = 10_000;

type CallOptions = Pick<InternalRequest, 'body' | 'files' | 'query' | 'reason' | 'signal'>;

/** The way to Discord's HTTP API; the resource classes beside it build the routes. */
@Injectable()
export class DiscordRest implements OnModuleDestroy {
  private readonly rest: REST | null;

  constructor(@Inject(CONFIG) { discord }: Config) {
    this.rest =
      discord &&
      new REST({
        version: '10',
        api: discord.apiUrl,
        timeout: TIMEOUT_MS,
        retries: 1,
        rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_WAIT_MS,
      }).setToken(discord.token);
  }

  /** False where no token is set: nothing that needs Discord is begun then. */
  get isSet(): boolean {
    return this.rest !== null;
  }

  /** Discord's answer, undefined for 204. Throws `DiscordCallFailed`. */
  async call<Answer>(
    method: keyof typeof RequestMethod,
    route: `/${string}`,
    options: CallOptions = {},
  ): Promise<Answer> {
    if (this.rest === null) throw new Error('No Discord token is set');
    try {
      return (await this.rest.request({
        fullRoute: route,
        method: RequestMethod[method],
        ...options,
      })) as Answer;
    } catch (error) {
      throw asCallFailed(error);
    }
  }

  onModuleDestroy(): void {
    this.rest?.clearHashSweeper();
    this.rest?.clearHandlerSweeper();
  }
}
