import type { APIAuditLogEntry, RESTPutAPIGuildBanJSONBody } from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { ban, listBans, presentBan, unban } from '../../ops/bans.js';
import { compareSnowflakes } from '../../snowflake.js';
import { demandGuild } from '../../world/permissions.js';
import { presentUser } from '../../world/present.js';
import { limitOf, param, route } from '../route.js';
import type { RestRequest } from '../route.js';
import { joinedGuild } from './guilds.js';

function bans(request: RestRequest): unknown {
  const guild = joinedGuild(request);
  demandGuild(request.world, guild, request.actorId, 'BanMembers');
  const { query } = request;
  const page = {
    limit: limitOf(request, 1000, 1000),
    before: query.get('before'),
    after: query.get('after'),
  };
  return listBans(request.world, guild, page);
}

function putBan(request: RestRequest): void {
  const { world, actorId, reason } = request;
  const body = (request.body ?? {}) as RESTPutAPIGuildBanJSONBody;
  ban(world, joinedGuild(request), param(request, 'user_id'), {
    actorId,
    reason,
    deleteMessageSeconds: body.delete_message_seconds ?? 0,
  });
}

function auditLog(request: RestRequest): unknown {
  const guild = joinedGuild(request);
  const { world, query } = request;
  demandGuild(world, guild, request.actorId, 'ViewAuditLog');
  const [user, action, before, after] = ['user_id', 'action_type', 'before', 'after'].map((name) =>
    query.get(name),
  );
  const wanted = (entry: APIAuditLogEntry): boolean =>
    (!user || entry.user_id === user) &&
    (!action || String(entry.action_type) === action) &&
    (!before || compareSnowflakes(entry.id, before) < 0) &&
    (!after || compareSnowflakes(entry.id, after) > 0);
  const found = guild.auditLog.filter(wanted);
  const limit = limitOf(request, 50, 100);
  // With `after` the oldest come first, else the newest.
  const entries = after ? found.slice(0, limit) : found.reverse().slice(0, limit);
  const people = new Set(entries.flatMap((entry) => [entry.user_id, entry.target_id]));
  return {
    audit_log_entries: entries,
    users: [...world.users.values()].filter((one) => people.has(one.id)).map(presentUser),
    application_commands: [],
    auto_moderation_rules: [],
    guild_scheduled_events: [],
    integrations: [],
    threads: [],
    webhooks: [],
  };
}

export const moderationRoutes = [
  route('GET /guilds/{guild_id}/bans', bans),
  route('GET /guilds/{guild_id}/bans/{user_id}', (request) => {
    const guild = joinedGuild(request);
    demandGuild(request.world, guild, request.actorId, 'BanMembers');
    return presentBan(request.world, guild, param(request, 'user_id'));
  }),
  route('PUT /guilds/{guild_id}/bans/{user_id}', putBan),
  route('DELETE /guilds/{guild_id}/bans/{user_id}', (request) => {
    const { world, actorId, reason } = request;
    unban(world, joinedGuild(request), param(request, 'user_id'), { actorId, reason });
  }),
  route('GET /guilds/{guild_id}/audit-logs', auditLog),
  route('GET /guilds/{guild_id}/auto-moderation/rules', (request) => {
    const guild = joinedGuild(request);
    demandGuild(request.world, guild, request.actorId, 'ManageGuild');
    return [...guild.autoModRules.values()];
  }),
  route('GET /guilds/{guild_id}/auto-moderation/rules/{rule_id}', (request) => {
    const guild = joinedGuild(request);
    demandGuild(request.world, guild, request.actorId, 'ManageGuild');
    const rule = guild.autoModRules.get(param(request, 'rule_id'));
    if (!rule) throw refuse.notFound();
    return rule;
  }),
];
