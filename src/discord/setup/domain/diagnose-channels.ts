import { channelPermissions, has, VIEW_CHANNEL } from '../../api/domain/permissions.js';
import type { GuildMapping } from '../../mapping/domain/guild-mapping.js';
import { finding, type Finding } from './finding.js';
import type { GuildCondition } from './guild-condition.js';
import { bitOf, NEEDED_PERMISSIONS, type Place } from './needed-permissions.js';

const WORKED = ['review', 'escalation', 'appeal', 'support'] as const;

interface Use {
  readonly channelId: string;
  readonly place: Place;
  /** What it is to Docket. */
  readonly purpose: string;
}

export function diagnoseChannels(condition: GuildCondition, mapping: GuildMapping): Finding[] {
  const uses = usesOf(mapping);
  return [
    ...missingUses(mapping),
    ...uses.flatMap((use) => diagnoseChannel(condition, use)),
    ...restricted(condition, mapping),
  ];
}

function usesOf({ channels, restrictedChannelId, memberChannelId }: GuildMapping): Use[] {
  const staff = Object.entries(channels).map(([stream, channelId]): Use => ({
    channelId,
    place: 'staff',
    purpose: `the cards of ${stream}`,
  }));
  const purpose = 'tickets that its staff are party to';
  return [
    ...staff,
    ...(restrictedChannelId === null
      ? []
      : [{ channelId: restrictedChannelId, place: 'staff', purpose } satisfies Use]),
    ...(memberChannelId === null
      ? []
      : [
          {
            channelId: memberChannelId,
            place: 'members',
            purpose: 'private threads with members',
          } satisfies Use,
        ]),
  ];
}

function missingUses({ channels, restrictedChannelId, memberChannelId }: GuildMapping): Finding[] {
  const found = WORKED.filter((stream) => channels[stream] === undefined).map((stream) =>
    finding(
      'no_channel',
      'broken',
      `The stream ${stream} has no channel, so its tickets have no cards.`,
      `Pick one with \`/setup channel\`, or make all that is missing with \`/setup start\`.`,
    ),
  );
  if (restrictedChannelId === null) {
    found.push(
      finding(
        'no_restricted_channel',
        'limited',
        'There is no restricted channel: tickets that staff are party to may have no card anywhere.',
        'Pick a channel that only admins see with `/setup channel`.',
      ),
    );
  }
  if (memberChannelId === null) {
    found.push(
      finding(
        'no_member_channel',
        'limited',
        'There is no channel for private threads with members: they are answered by direct message instead.',
        'Pick one that members can see with `/setup channel`.',
      ),
    );
  }
  return found;
}

function diagnoseChannel({ guild, bot }: GuildCondition, { channelId, place, purpose }: Use): Finding[] {
  const channel = guild.channels.find(({ id }) => id === channelId);
  if (channel === undefined) {
    return [
      finding(
        'channel_gone',
        'broken',
        `The channel for ${purpose} is gone, or I cannot see it.`,
        'Pick another with `/setup channel`, or let me see it.',
        { channelId },
      ),
    ];
  }
  const own = channelPermissions(guild, channel.overwrites, bot);
  const needed = NEEDED_PERMISSIONS.filter(
    (one) => one.places.includes(place) && one.name !== 'MentionEveryone',
  );
  const found = needed
    .filter((one) => !has(own, bitOf(one)))
    .map(({ label, why }) =>
      finding(
        'missing_channel_permission',
        'broken',
        `In #${channel.name}, for ${purpose}, I lack ${label}, needed for ${why}.`,
        `Give my role ${label} in the permissions of #${channel.name}.`,
        { channelId },
      ),
    );
  const everyone = { userId: '0', roleIds: [] };
  if (place === 'staff' && has(channelPermissions(guild, channel.overwrites, everyone), VIEW_CHANNEL)) {
    found.push(
      finding(
        'open_staff_channel',
        'risk',
        `Everyone can see #${channel.name}, which is for ${purpose}.`,
        `Take View Channel from @everyone in the permissions of #${channel.name}.`,
        { channelId },
      ),
    );
  }
  return found;
}

/** A restricted channel that moderators see keeps nothing from them. */
function restricted({ guild }: GuildCondition, { restrictedChannelId, roles }: GuildMapping): Finding[] {
  const channel = guild.channels.find(({ id }) => id === restrictedChannelId);
  if (channel === undefined) return [];
  return roles.moderator
    .filter((roleId) => {
      const member = { userId: '0', roleIds: [roleId] };
      return has(channelPermissions(guild, channel.overwrites, member), VIEW_CHANNEL);
    })
    .map((roleId) =>
      finding(
        'restricted_channel_seen',
        'risk',
        `Moderators see #${channel.name}, which is for tickets that moderators are party to.`,
        `Let only admins see #${channel.name}.`,
        { channelId: channel.id, roleId },
      ),
    );
}
