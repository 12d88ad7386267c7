import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { Actor } from './actors/actor.js';
import { GuildHandle } from './actors/guild-builder.js';
import { Faults } from './faults.js';
import { Gateway } from './gateway/gateway.js';
import { oauthRoutes } from './oauth/routes.js';
import { TokenStore } from './oauth/tokens.js';
import { addGuild, addUser, installBot } from './ops/guilds.js';
import { addMember } from './ops/members.js';
import { archiveIdleThreads } from './ops/threads.js';
import { BOT_PERMISSIONS } from './options.js';
import type { DiscordServerOptions } from './options.js';
import { Api } from './rest/api.js';
import { RateLimits } from './rest/rate-limits.js';
import type { LoggedRequest } from './rest/request-log.js';
import { channelRoutes } from './rest/routes/channels.js';
import { fileRoutes, serveFile } from './rest/routes/files.js';
import { guildRoutes } from './rest/routes/guilds.js';
import { interactionRoutes } from './rest/routes/interactions.js';
import { messageRoutes } from './rest/routes/messages.js';
import { moderationRoutes } from './rest/routes/moderation.js';
import { threadRoutes } from './rest/routes/threads.js';
import { gatewayRoutes, userRoutes } from './rest/routes/users.js';
import { webhookRoutes } from './rest/routes/webhooks.js';
import { Snowflakes } from './snowflake.js';
import type { Violation } from './validation/violations.js';
import type { WaitOptions } from './watch.js';
import { bits } from './world/permissions.js';
import type { PermissionName } from './world/permissions.js';
import { World } from './world/world.js';
import type { Application } from './world/world.js';

const API_PREFIX = /^\/api(?:\/v10)?(?=\/)/;

function makeApplication(options: DiscordServerOptions): Application {
  const id = new Snowflakes(Date.now).next();
  const privileged = options.privilegedIntents ?? ['GuildMembers', 'GuildPresences', 'MessageContent'];
  return {
    id,
    name: options.applicationName ?? 'Docket',
    token: options.token ?? `${Buffer.from(id).toString('base64url')}.local.discord-server-token`,
    clientSecret: options.clientSecret ?? 'local-client-secret',
    redirectUris: [...(options.redirectUris ?? [])],
    privilegedIntents: privileged.reduce((all, name) => all | GatewayIntentBits[name], 0),
  };
}

/** A Discord of one's own: HTTP API, gateway, people. Start it, build a world, point the bot at `apiUrl`. */
export class DiscordServer {
  readonly requests: LoggedRequest[] = [];
  readonly violations: Violation[] = [];
  readonly faults: Faults;
  readonly gateway: Gateway;
  readonly #world: World;
  readonly #tokens: TokenStore;
  readonly #limits: RateLimits;
  readonly #api: Api;
  readonly #http: Server;
  readonly #guilds = new Map<string, GuildHandle>();

  private constructor(options: DiscordServerOptions) {
    this.#world = new World(makeApplication(options));
    this.#world.clock.beginBehind(options.behindMs ?? 0);
    const world = this.#world;
    addUser(world, { id: world.application.id, username: world.application.name, bot: true });
    world.clock.onAdvance(() => archiveIdleThreads(world));
    this.faults = new Faults(world.watch);
    this.#tokens = new TokenStore(world.clock);
    this.#limits = new RateLimits({
      limit: 100,
      perMs: 1000,
      globalPerSecond: 50,
      routes: {},
      ...options.rateLimits,
    });
    this.gateway = new Gateway(world, options.heartbeatMs ?? 41_250);
    this.#api = new Api({
      world,
      faults: this.faults,
      limits: this.#limits,
      tokens: this.#tokens,
      requests: this.requests,
      violations: this.violations,
      routes: [
        ...gatewayRoutes(options.shards ?? 1, () => this.gateway.identifiesLeft),
        ...userRoutes,
        ...channelRoutes,
        ...messageRoutes,
        ...threadRoutes,
        ...guildRoutes,
        ...moderationRoutes,
        ...interactionRoutes,
        ...webhookRoutes,
        ...fileRoutes,
        ...oauthRoutes(this.#tokens),
      ],
    });
    this.#http = createServer((request, response) => void this.#serve(request, response));
    this.#http.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname.startsWith('/gateway')) this.gateway.upgrade(request, socket, head, url.searchParams);
      else socket.destroy();
    });
  }

  static async start(options: DiscordServerOptions = {}): Promise<DiscordServer> {
    const server = new DiscordServer(options);
    const host = options.host ?? '127.0.0.1';
    await new Promise<void>((resolve, reject) => {
      server.#http.once('error', reject).listen(options.port ?? 0, host, resolve);
    });
    const { port } = server.#http.address() as AddressInfo;
    server.#world.origin = `http://${host}:${port}`;
    return server;
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#world.origin);
    try {
      if (serveFile(this.#world, url, response)) return;
      // Clients may encode the @ of `@me` and `@original`.
      const path = url.pathname.replace(API_PREFIX, '').replaceAll('%40', '@');
      await this.#api.handle(request, response, path, url.searchParams);
    } catch (error) {
      // A fault of this server, not of the bot: say so where a test looks.
      const problem = `The Discord server itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      this.violations.push({ route: `${request.method} ${url.pathname}`, path: '', problem, refused: true });
      response
        .writeHead(500, { 'content-type': 'application/json' })
        .end('{"message":"500: Internal Server Error","code":0}');
    }
  }

  // Addresses and credentials for the bot

  /** The API's base without a version: discord.js takes it as `rest.api`. */
  get apiUrl(): string {
    return `${this.#world.origin}/api`;
  }

  get application(): Application {
    return this.#world.application;
  }

  get token(): string {
    return this.application.token;
  }

  /** The bot as a person among others. */
  get bot(): { readonly id: string } {
    return { id: this.#world.botId };
  }

  get clock(): World['clock'] {
    return this.#world.clock;
  }

  // Building the world

  /** A guild by name, with the bot in it unless told otherwise. */
  guild(
    name: string,
    { bot = true, botPermissions = BOT_PERMISSIONS, activeThreadLimit = 1000 }: GuildOptions = {},
  ): GuildHandle {
    const known = this.#guilds.get(name);
    if (known) return known;
    const world = this.#world;
    const owner = addUser(world, { username: `${name}-owner` });
    const record = addGuild(world, { name, ownerId: owner.id, activeThreadLimit });
    addMember(world, record, owner.id);
    const guild = new GuildHandle(world, this.#tokens, record);
    this.#guilds.set(name, guild);
    if (bot) installBot(world, record, bits(botPermissions));
    return guild;
  }

  /** Invites the bot to a guild that was built without it. */
  install(guild: GuildHandle, permissions: readonly PermissionName[] = BOT_PERMISSIONS): void {
    installBot(this.#world, guild.record, bits(permissions));
  }

  /** Someone who shares no guild with anybody, until they join one. */
  user(name: string): Actor {
    const known = [...this.#world.users.values()].find((user) => user.username === name);
    return new Actor(this.#world, this.#tokens, known ?? addUser(this.#world, { username: name }), null);
  }

  allowRedirect(uri: string): void {
    (this.application.redirectUris as string[]).push(uri);
  }

  // Looking in

  /** Registered commands, global ones unless a guild is named. */
  commands(guild?: GuildHandle): string[] {
    const scope = guild?.id ?? null;
    return [...this.#world.commands.values()]
      .filter((one) => one.guildId === scope)
      .map((one) => one.command.name);
  }

  requestsTo(route: string): LoggedRequest[] {
    return this.requests.filter((request) => request.route === route);
  }

  async waitForRequest(
    route: string,
    test: (request: LoggedRequest) => boolean = () => true,
    options: WaitOptions = {},
  ): Promise<LoggedRequest> {
    const answered = (): LoggedRequest | undefined =>
      this.requestsTo(route).find((one) => one.status > 0 && test(one));
    return this.waitFor(answered, { what: `a request ${route}`, ...options });
  }

  /** Resolves with the predicate's first truthy result, looked at after every change here. */
  async waitFor<T>(predicate: () => T | null | undefined | false, options: WaitOptions = {}): Promise<T> {
    return this.#world.watch.until(predicate, options);
  }

  /** Waits until `count` shards are connected and identified. */
  async waitForBot(count = 1, options: WaitOptions = {}): Promise<void> {
    await this.waitFor(() => this.gateway.connected.length >= count, {
      what: `${count} connected shard(s)`,
      ...options,
    });
  }

  /** 401, 403 and 429 answers of the last ten minutes; ten thousand are a ban. */
  get invalidRequests(): number {
    return this.#limits.invalidRequests;
  }

  /** How many edits of messages older than an hour a channel takes, and per how long. */
  get lateEditLimit(): World['lateEditLimit'] {
    return this.#world.lateEditLimit;
  }

  /** Throws when the bot sent anything Discord's published schemas do not allow or know. */
  assertNoViolations(): void {
    if (this.violations.length === 0) return;
    const lines = this.violations.map((one) => `- ${one.route} ${one.path}: ${one.problem}`);
    throw new Error(`Requests that differ from Discord's published API:\n${lines.join('\n')}`);
  }
}

export interface GuildOptions {
  readonly bot?: boolean;
  readonly botPermissions?: readonly PermissionName[];
  readonly activeThreadLimit?: number;
}
