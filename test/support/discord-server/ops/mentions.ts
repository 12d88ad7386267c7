import type { APIAllowedMentions } from 'discord-api-types/v10';
import { canSee, channelPermissions, has, bits } from '../world/permissions.js';
import type { ChannelRecord, Pings } from '../world/records.js';
import type { World } from '../world/world.js';

export const NO_PINGS: Pings = { everyone: false, here: false, roles: [], people: [] };

interface Mentioned {
  readonly everyone: boolean;
  readonly here: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

/** What a text names, whether or not anyone is told. Code spans name nobody. */
function named(text: string): Mentioned {
  const plain = text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const ids = (pattern: RegExp): string[] => [
    ...new Set([...plain.matchAll(pattern)].map((match) => match[1] ?? '')),
  ];
  return {
    everyone: /(?<!\\)@everyone/.test(plain),
    here: /(?<!\\)@here/.test(plain),
    users: ids(/<@!?(\d+)>/g),
    roles: ids(/<@&(\d+)>/g),
  };
}

function allowed(found: Mentioned, rules: APIAllowedMentions | null | undefined): Mentioned {
  if (!rules) return found;
  const parse: readonly string[] = rules.parse ?? [];
  const pick = (kind: 'users' | 'roles'): readonly string[] =>
    parse.includes(kind) ? found[kind] : found[kind].filter((id) => rules[kind]?.includes(id));
  const all = parse.includes('everyone');
  return {
    everyone: found.everyone && all,
    here: found.here && all,
    users: pick('users'),
    roles: pick('roles'),
  };
}

export interface Resolved {
  readonly pings: Pings;
  /** The message's `mentions`: people named in the text or replied to, and allowed. */
  readonly users: string[];
}

/** Who a new message pings: the text, then `allowed_mentions`, then what its author may mention and who can see it. */
export function resolveMentions(
  world: World,
  channel: ChannelRecord,
  authorId: string,
  text: string,
  rules: APIAllowedMentions | null | undefined,
  repliedTo: string | null,
): Resolved {
  const found = allowed(named(text), rules);
  const replied = repliedTo && (!rules || rules.replied_user === true) ? repliedTo : null;
  const known = found.users.filter((id) => world.users.has(id));
  const users = [...new Set([...known, ...(replied ? [replied] : [])])];
  if (channel.guildId === null)
    return { users, pings: { ...NO_PINGS, people: users.filter((id) => id !== authorId) } };
  const guild = world.guild(channel.guildId);
  const isWebhook = !guild.members.has(authorId);
  const mentionsAll =
    isWebhook || has(channelPermissions(world, channel, authorId), bits(['MentionEveryone']));
  const roles = found.roles.filter(
    (id) => guild.roles.has(id) && (mentionsAll || guild.roles.get(id)?.mentionable),
  );
  const everyone = found.everyone && mentionsAll;
  const here = found.here && mentionsAll;
  const reached = [...guild.members.values()].filter(
    (member) => everyone || here || users.includes(member.userId) || roles.some((id) => member.roles.has(id)),
  );
  const people = reached
    .map((member) => member.userId)
    .filter((id) => id !== authorId && canSeeOrIsAdded(world, channel, id, users));
  return { users, pings: { everyone, here, roles, people } };
}

/** A mention in a thread adds the mentioned who can see its parent, so they are pinged too. */
function canSeeOrIsAdded(
  world: World,
  channel: ChannelRecord,
  id: string,
  mentioned: readonly string[],
): boolean {
  if (canSee(world, channel, id)) return true;
  const parent = channel.thread && channel.parentId ? world.channels.get(channel.parentId) : undefined;
  return parent !== undefined && mentioned.includes(id) && canSee(world, parent, id);
}

/** Roles of up to this many members are added to a thread that mentions them. */
const SMALL_ROLE = 100;

/** Who a mention in a thread brings into it. */
export function broughtIn(
  world: World,
  channel: ChannelRecord,
  text: string,
  rules: APIAllowedMentions | null | undefined,
): string[] {
  if (!channel.thread || channel.guildId === null) return [];
  const guild = world.guild(channel.guildId);
  const found = allowed(named(text), rules);
  const holders = (roleId: string): string[] => {
    const members = [...guild.members.values()].filter((member) => member.roles.has(roleId));
    return members.length < SMALL_ROLE ? members.map((member) => member.userId) : [];
  };
  const parent = channel.parentId ? world.channels.get(channel.parentId) : undefined;
  const everyone = [...found.users, ...found.roles.flatMap(holders)];
  return [...new Set(everyone)].filter(
    (id) => guild.members.has(id) && parent !== undefined && canSee(world, parent, id),
  );
}
