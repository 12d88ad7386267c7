import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type * as discord from 'discord.js';
import { CONFIG, type Config } from '#config';
import { asCallFailed } from './discord-call-failed.js';
import { loadDiscordJs, type DiscordJs } from './discord-js.js';

/** Longer waits are the job's, which comes back later, and not a held connection's. */
const LONGEST_WAIT_MS = 3_000;
const TIMEOUT_MS = 10_000;

type CallOptions = Pick<discord.InternalRequest, 'body' | 'files' | 'query' | 'reason' | 'signal'>;

/** The way to Discord's HTTP API; the resource classes beside it build the routes. */
@Injectable()
export class DiscordRest implements OnModuleDestroy {
  private opening: Promise<Opened> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** False where no token is set: nothing that needs Discord is begun then. */
  get isSet(): boolean {
    return this.config.discord !== null;
  }

  /** Discord's answer, undefined for 204. Throws `DiscordCallFailed`. */
  async call<Answer>(
    method: keyof typeof discord.RequestMethod,
    route: `/${string}`,
    options: CallOptions = {},
  ): Promise<Answer> {
    const { discord } = this.config;
    if (discord === null) throw new Error('No Discord token is set');
    this.opening ??= open(discord);
    const { library, rest } = await this.opening;
    try {
      return (await rest.request({
        fullRoute: route,
        method: library.RequestMethod[method],
        ...options,
      })) as Answer;
    } catch (error) {
      throw asCallFailed(error, library);
    }
  }

  async onModuleDestroy(): Promise<void> {
    if (this.opening === null) return;
    const { rest } = await this.opening;
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

interface Opened {
  readonly library: DiscordJs;
  readonly rest: discord.REST;
}

/** With the first call. */
async function open({ apiUrl, token }: NonNullable<Config['discord']>): Promise<Opened> {
  const library = await loadDiscordJs();
  const rest = new library.REST({
    version: '10',
    api: apiUrl,
    timeout: TIMEOUT_MS,
    retries: 1,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_WAIT_MS,
  }).setToken(token);
  return { library, rest };
}
