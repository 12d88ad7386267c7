import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Routes, type APIApplication } from 'discord-api-types/v10';
import type { Client } from 'discord.js';
import { CONFIG, type Config } from '#config';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { loadDiscordJs } from '../api/discord-js.js';
import { DiscordRest } from '../api/discord-rest.js';
import { inviteLink } from '../setup/domain/needed-permissions.js';
import { chooseIntents, type ChosenIntents } from './intents.js';
import { GatewayListenerOf, type GatewayListener } from './listens-to-gateway.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const UNAUTHORIZED = 401;
/** Each interaction is a queue of its own, of no use once it is answered. */
const SWEEP_EVERY_MS = 300_000;

/**
 * The connection to Discord's gateway, in processes with the role `bot` and a token. A start does not wait
 * for it: Docket takes in and works tickets without Discord, and the bot comes when Discord answers.
 */
@Injectable()
export class Bot implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Discord');
  private readonly stopping = new AbortController();
  private listeners: readonly GatewayListener[] = [];
  private client: Client | null = null;
  private connecting: Promise<void> = Promise.resolve();
  /** What is switched off in the portal; null before Discord was asked. */
  missingIntents: ChosenIntents['missing'] | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly rest: DiscordRest,
    private readonly discovery: DiscoveryService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.discord === null || !this.config.roles.has('bot')) return;
    this.listeners = this.discovery
      .getProviders({ metadataKey: GatewayListenerOf.KEY })
      .map(({ instance }) => instance as GatewayListener);
    this.connecting = this.keepTrying(this.config.discord);
  }

  /** Connected and told of its guilds. */
  get isReady(): boolean {
    return this.client?.isReady() ?? false;
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.connecting;
    await Promise.all(this.listeners.map(async (listener) => listener.detach?.()));
    await this.client?.destroy();
  }

  private async keepTrying(discord: NonNullable<Config['discord']>): Promise<void> {
    const { signal } = this.stopping;
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.connect(discord);
        return;
      } catch (error) {
        await this.client?.destroy();
        this.client = null;
        if (signal.aborted) return;
        if (isWrongToken(error)) {
          this.logger.error(
            {},
            'Discord refuses DISCORD_TOKEN: set the bot token of the developer portal, then restart',
          );
          return;
        }
        this.logger.warn({ error, pauseMs: pause }, 'Discord could not be reached; trying again');
        await sleep(pause, signal);
      }
    }
  }

  private async connect({ token, apiUrl, shards }: NonNullable<Config['discord']>): Promise<void> {
    const application = await this.rest.call<APIApplication>('Get', Routes.currentApplication());
    const { intents, missing } = chooseIntents(application);
    this.missingIntents = missing;
    const { Client, Options, Partials } = await loadDiscordJs();
    const client = new Client({
      intents: [...intents],
      partials: [Partials.Channel, Partials.Message, Partials.GuildMember],
      allowedMentions: { parse: [] },
      // It only answers interactions, which Discord does not count towards a bot's limit for all its calls:
      // https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints
      rest: { api: apiUrl, globalRequestsPerSecond: Infinity, handlerSweepInterval: SWEEP_EVERY_MS },
      ...(shards && { shards: range(shards.first, shards.last), shardCount: shards.count }),
      // What it needs to know of a message it reads when it comes; members are those of interactions.
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        MessageManager: 0,
        PresenceManager: 0,
        ReactionManager: 0,
        GuildMemberManager: { maxSize: 200, keepOverLimit: ({ id, client: { user } }) => id === user.id },
        UserManager: { maxSize: 1_000, keepOverLimit: ({ id, client: { user } }) => id === user.id },
      }),
    });
    this.client = client;
    client.on('error', (error) => this.logger.warn({ error }, 'The connection to Discord has trouble'));
    client.once('clientReady', ({ guilds }) => {
      const invite = inviteLink(apiUrl, application.id);
      this.logger.log({ guilds: guilds.cache.size, missingIntents: missing, invite }, 'Connected to Discord');
    });
    for (const listener of this.listeners) listener.attach(client);
    await client.login(token);
  }
}

function isWrongToken(error: unknown): boolean {
  if (error instanceof DiscordCallFailed) return error.status === UNAUTHORIZED;
  return error instanceof Error && 'code' in error && error.code === 'TokenInvalid';
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
