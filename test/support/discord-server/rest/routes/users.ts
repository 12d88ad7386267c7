import { ApplicationFlags, GatewayIntentBits } from 'discord-api-types/v10';
import type { RESTPostAPICurrentUserCreateDMChannelJSONBody } from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { dmChannel } from '../../ops/dms.js';
import { guildPermissions } from '../../world/permissions.js';
import { presentChannel, presentMember, presentUser } from '../../world/present.js';
import type { World } from '../../world/world.js';
import { param, route } from '../route.js';
import type { RestRequest } from '../route.js';

function application(world: World): unknown {
  const { application: app } = world;
  const has = (intent: GatewayIntentBits): boolean => (app.privilegedIntents & intent) !== 0;
  const flags =
    (has(GatewayIntentBits.GuildPresences) ? ApplicationFlags.GatewayPresenceLimited : 0) |
    (has(GatewayIntentBits.GuildMembers) ? ApplicationFlags.GatewayGuildMembersLimited : 0) |
    (has(GatewayIntentBits.MessageContent) ? ApplicationFlags.GatewayMessageContentLimited : 0);
  return {
    id: app.id,
    name: app.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags,
    bot: presentUser(world.user(world.botId)),
    redirect_uris: app.redirectUris,
    approximate_guild_count: world.guilds.size,
    team: null,
    summary: '',
    type: null,
  };
}

function demandScope(request: RestRequest, scope: string): void {
  if (request.scopes.length > 0 && !request.scopes.includes(scope)) throw refuse.missingAccess();
}

function myGuilds(request: RestRequest): unknown {
  demandScope(request, 'guilds');
  const { world, actorId } = request;
  const mine = [...world.guilds.values()].filter((guild) => guild.members.has(actorId));
  return mine.map((guild) => ({
    id: guild.id,
    name: guild.name,
    icon: null,
    banner: null,
    owner: guild.ownerId === actorId,
    permissions: guildPermissions(world, guild, actorId).toString(),
    features: guild.features,
  }));
}

function gatewayUrl(world: World): string {
  return `${world.origin.replace(/^http/, 'ws')}/gateway`;
}

/** `shards` is what Discord would recommend; the client may choose otherwise. */
export function gatewayRoutes(shards: number, identifiesLeft: () => number): ReturnType<typeof route>[] {
  const answer = ({ world }: RestRequest): unknown => ({
    url: gatewayUrl(world),
    shards,
    session_start_limit: {
      total: 1000,
      remaining: identifiesLeft(),
      reset_after: 86_400_000,
      max_concurrency: 16,
    },
  });
  return [
    route('GET /gateway/bot', answer),
    route('GET /gateway', ({ world }) => ({ url: gatewayUrl(world) }), 'none'),
  ];
}

export const userRoutes = [
  route(
    'GET /users/@me',
    (request) => {
      demandScope(request, 'identify');
      const { world, actorId } = request;
      const user = presentUser(world.user(actorId));
      return {
        ...user,
        mfa_enabled: false,
        locale: 'en-US',
        flags: 0,
        premium_type: 0,
        accent_color: null,
        banner: null,
      };
    },
    'any',
  ),
  route('GET /users/@me/guilds', myGuilds, 'any'),
  route(
    'GET /users/@me/guilds/{guild_id}/member',
    (request) => {
      demandScope(request, 'guilds.members.read');
      return presentMember(request.world, request.world.member(param(request, 'guild_id'), request.actorId));
    },
    'bearer',
  ),
  route('POST /users/@me/channels', ({ world, body }) => {
    const { recipient_id: recipient } = body as RESTPostAPICurrentUserCreateDMChannelJSONBody;
    return presentChannel(world, dmChannel(world, recipient));
  }),
  route('GET /users/{user_id}', (request) => presentUser(request.world.user(param(request, 'user_id')))),
  route('GET /applications/@me', ({ world }) => application(world)),
  route('GET /oauth2/applications/@me', ({ world }) => application(world)),
];
