import { guildPermissions, has } from '../../api/domain/permissions.js';
import type { GuildMapping } from '../../mapping/domain/guild-mapping.js';
import { finding, type Finding } from './finding.js';
import type { GuildCondition } from './guild-condition.js';
import { bitOf } from './needed-permissions.js';

export function diagnoseRoles(condition: GuildCondition, mapping: GuildMapping): Finding[] {
  return [...staffRoles(condition, mapping), ...pageRole(condition, mapping)];
}

function staffRoles({ guild }: GuildCondition, { roles }: GuildMapping): Finding[] {
  const mapped = Object.entries(roles).flatMap(([role, ids]) => ids.map((id) => ({ role, id })));
  const gone = mapped
    .filter(({ id }) => !guild.roles.some((role) => role.id === id))
    .map(({ role, id }) =>
      finding(
        'role_gone',
        'limited',
        `A role that made people ${role} in Docket was deleted.`,
        'Pick the roles again with `/setup roles`.',
        { roleId: id },
      ),
    );
  const everyone = mapped
    .filter(({ id }) => id === guild.id)
    .map(({ role, id }) =>
      finding(
        'everyone_is_staff',
        'risk',
        `Everyone in this server is ${role} in Docket.`,
        'Pick a role of the team with `/setup roles`.',
        { roleId: id },
      ),
    );
  if (mapped.length > 0) return [...gone, ...everyone];
  return [
    finding(
      'no_staff_roles',
      'limited',
      'No role makes anyone staff: only who administrates the server can work tickets.',
      'Pick the roles of your team with `/setup roles`.',
    ),
  ];
}

function pageRole({ guild, bot }: GuildCondition, { pageRoleId }: GuildMapping): Finding[] {
  if (pageRoleId === null) {
    return [
      finding(
        'no_page_role',
        'limited',
        'Nobody is pinged for an escalation.',
        'Pick a role to page with `/setup roles`.',
      ),
    ];
  }
  const role = guild.roles.find(({ id }) => id === pageRoleId);
  const pings =
    role !== undefined &&
    (role.mentionable || has(guildPermissions(guild, bot), bitOf({ name: 'MentionEveryone' })));
  if (pings) return [];
  return [
    finding(
      'page_role_silent',
      'broken',
      role === undefined
        ? 'The role to page for escalations was deleted.'
        : `I cannot ping ${role.name}, the role to page for escalations.`,
      role === undefined
        ? 'Pick another with `/setup roles`.'
        : `Let anyone mention ${role.name}, or give my role Mention @everyone, @here, and All Roles.`,
      { roleId: pageRoleId },
    ),
  ];
}
