import { AuditLogEvent, GatewayDispatchEvents } from 'discord-api-types/v10';
import type {
  RESTPatchAPICurrentGuildMemberJSONBody,
  RESTPatchAPIGuildMemberJSONBody,
  RESTPatchAPIGuildRoleJSONBody,
  RESTPostAPIGuildRoleJSONBody,
} from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { audit } from '../../ops/audit.js';
import { addRole } from '../../ops/guilds.js';
import { kick, setNick, setRoles, timeOut } from '../../ops/members.js';
import { compareSnowflakes } from '../../snowflake.js';
import { demandAboveRole, demandGuild } from '../../world/permissions.js';
import { presentGuild, presentMember } from '../../world/present.js';
import type { GuildRecord } from '../../world/records.js';
import { isTrue, limitOf, param, route } from '../route.js';
import type { RestRequest } from '../route.js';

/** The guild of the request; a bot outside it is told it has no access. */
export function joinedGuild(request: RestRequest): GuildRecord {
  const guild = request.world.guild(param(request, 'guild_id'));
  if (!guild.members.has(request.actorId)) throw refuse.missingAccess();
  return guild;
}

function deed(request: RestRequest): { actorId: string; reason: string | null } {
  return { actorId: request.actorId, reason: request.reason };
}

function listMembers(request: RestRequest): unknown {
  const guild = joinedGuild(request);
  const after = request.query.get('after') ?? '0';
  const limit = limitOf(request, 1, 1000);
  const members = [...guild.members.values()].sort((a, b) => compareSnowflakes(a.userId, b.userId));
  const page = members.filter((member) => compareSnowflakes(member.userId, after) > 0).slice(0, limit);
  return page.map((member) => presentMember(request.world, member));
}

function searchMembers(request: RestRequest): unknown {
  const guild = joinedGuild(request);
  const wanted = (request.query.get('query') ?? '').toLowerCase();
  const found = [...guild.members.values()].filter((member) => {
    const user = request.world.user(member.userId);
    return (
      user.username.toLowerCase().startsWith(wanted) || member.nick?.toLowerCase().startsWith(wanted) === true
    );
  });
  return found.slice(0, limitOf(request, 1, 1000)).map((member) => presentMember(request.world, member));
}

function patchMember(request: RestRequest): unknown {
  const guild = joinedGuild(request);
  const { world } = request;
  const userId = param(request, 'user_id');
  const member = world.member(guild.id, userId);
  const body = request.body as RESTPatchAPIGuildMemberJSONBody;
  if (body.nick !== undefined) setNick(world, guild, userId, body.nick, deed(request));
  if (body.roles) setRoles(world, guild, userId, body.roles, deed(request));
  if (body.communication_disabled_until !== undefined) {
    const until = body.communication_disabled_until;
    timeOut(world, guild, userId, until === null ? null : Date.parse(until), deed(request));
  }
  return presentMember(world, member);
}

function changeRole(request: RestRequest, added: boolean): void {
  const guild = joinedGuild(request);
  const userId = param(request, 'user_id');
  const roleId = param(request, 'role_id');
  if (!guild.roles.has(roleId)) throw refuse.unknownRole();
  const roles = new Set(request.world.member(guild.id, userId).roles);
  if (added) roles.add(roleId);
  else roles.delete(roleId);
  setRoles(request.world, guild, userId, [...roles], deed(request));
}

function createRole(request: RestRequest): unknown {
  const guild = joinedGuild(request);
  const { world, actorId, reason } = request;
  demandGuild(world, guild, actorId, 'ManageRoles');
  const body = (request.body ?? {}) as RESTPostAPIGuildRoleJSONBody;
  const role = addRole(world, guild, {
    name: body.name ?? 'new role',
    permissions: BigInt(body.permissions ?? '0'),
    position: 1,
    mentionable: body.mentionable ?? false,
    hoist: body.hoist ?? false,
    color: body.color ?? 0,
  });
  audit(world, guild, { action: AuditLogEvent.RoleCreate, actorId, targetId: role.id, reason });
  return role;
}

function patchRole(request: RestRequest): unknown {
  const guild = joinedGuild(request);
  const { world, actorId, reason } = request;
  demandGuild(world, guild, actorId, 'ManageRoles');
  const id = param(request, 'role_id');
  demandAboveRole(guild, actorId, id);
  const role = guild.roles.get(id);
  if (!role) throw refuse.unknownRole();
  const body = request.body as RESTPatchAPIGuildRoleJSONBody;
  if (body.name) role.name = body.name;
  if (body.permissions) role.permissions = body.permissions;
  if (typeof body.mentionable === 'boolean') role.mentionable = body.mentionable;
  world.dispatch({
    event: GatewayDispatchEvents.GuildRoleUpdate,
    data: { guild_id: guild.id, role },
    guildId: guild.id,
  });
  audit(world, guild, { action: AuditLogEvent.RoleUpdate, actorId, targetId: id, reason });
  return role;
}

export const guildRoutes = [
  route('GET /guilds/{guild_id}', (request) => {
    const guild = joinedGuild(request);
    const counts = {
      approximate_member_count: guild.members.size,
      approximate_presence_count: guild.members.size,
    };
    return { ...presentGuild(guild), ...(isTrue(request.query.get('with_counts')) ? counts : {}) };
  }),
  route('GET /guilds/{guild_id}/members', listMembers),
  route('GET /guilds/{guild_id}/members/search', searchMembers),
  route('PATCH /guilds/{guild_id}/members/@me', (request) => {
    const guild = joinedGuild(request);
    const body = request.body as RESTPatchAPICurrentGuildMemberJSONBody;
    if (body.nick !== undefined)
      setNick(request.world, guild, request.actorId, body.nick ?? null, deed(request));
    return presentMember(request.world, request.world.member(guild.id, request.actorId));
  }),
  route('GET /guilds/{guild_id}/members/{user_id}', (request) =>
    presentMember(request.world, request.world.member(joinedGuild(request).id, param(request, 'user_id'))),
  ),
  route('PATCH /guilds/{guild_id}/members/{user_id}', patchMember),
  route('DELETE /guilds/{guild_id}/members/{user_id}', (request) =>
    kick(request.world, joinedGuild(request), param(request, 'user_id'), deed(request)),
  ),
  route('PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}', (request) => changeRole(request, true)),
  route('DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}', (request) =>
    changeRole(request, false),
  ),
  route('GET /guilds/{guild_id}/roles', (request) => [...joinedGuild(request).roles.values()]),
  route('POST /guilds/{guild_id}/roles', createRole),
  route('GET /guilds/{guild_id}/roles/{role_id}', (request) => {
    const role = joinedGuild(request).roles.get(param(request, 'role_id'));
    if (!role) throw refuse.unknownRole();
    return role;
  }),
  route('PATCH /guilds/{guild_id}/roles/{role_id}', patchRole),
];
