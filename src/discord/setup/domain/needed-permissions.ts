import { PermissionFlagsBits } from 'discord-api-types/v10';

/** Where the bot needs a permission: in the whole guild, in staff channels, or where it talks with members. */
export type Place = 'guild' | 'staff' | 'members';

export interface NeededPermission {
  readonly name: keyof typeof PermissionFlagsBits;
  /** As Discord's English settings call it. */
  readonly label: string;
  readonly places: readonly Place[];
  /** What does not work without it. */
  readonly why: string;
}

const CHANNELS = ['staff', 'members'] as const;

/** Everything the bot asks for, and nothing else: the invite link and the doctor are made from it. */
export const NEEDED_PERMISSIONS: readonly NeededPermission[] = [
  { name: 'ViewChannel', label: 'View Channels', places: CHANNELS, why: 'seeing the channels it works in' },
  { name: 'SendMessages', label: 'Send Messages', places: CHANNELS, why: 'posting cards and panels' },
  { name: 'EmbedLinks', label: 'Embed Links', places: CHANNELS, why: 'showing tickets as cards' },
  {
    name: 'ReadMessageHistory',
    label: 'Read Message History',
    places: CHANNELS,
    why: 'finding its cards again, and what it missed in log channels',
  },
  {
    name: 'SendMessagesInThreads',
    label: 'Send Messages in Threads',
    places: CHANNELS,
    why: 'writing in threads of tickets',
  },
  {
    name: 'CreatePublicThreads',
    label: 'Create Public Threads',
    places: ['staff'],
    why: 'the thread on each card, for talk among staff',
  },
  {
    name: 'CreatePrivateThreads',
    label: 'Create Private Threads',
    places: ['members'],
    why: 'private threads with members, for support and appeals',
  },
  {
    name: 'ManageThreads',
    label: 'Manage Threads',
    places: CHANNELS,
    why: 'archiving threads of settled tickets, and opening them again',
  },
  {
    name: 'ManageMessages',
    label: 'Manage Messages',
    places: ['guild'],
    why: 'removing a reported message when a moderator decides so',
  },
  {
    name: 'ModerateMembers',
    label: 'Time out Members',
    places: ['guild'],
    why: 'timeouts that a moderator decides on a ticket',
  },
  {
    name: 'KickMembers',
    label: 'Kick Members',
    places: ['guild'],
    why: 'kicks that a moderator decides on a ticket',
  },
  {
    name: 'BanMembers',
    label: 'Ban Members',
    places: ['guild'],
    why: 'bans that a moderator decides on a ticket',
  },
  {
    name: 'ViewAuditLog',
    label: 'View Audit Log',
    places: ['guild'],
    why: 'recording enforcement by any moderator or bot, so that it can be appealed',
  },
  {
    name: 'ManageGuild',
    label: 'Manage Server',
    places: ['guild'],
    why: 'hearing of what AutoMod acts on: Discord tells nobody else',
  },
  {
    name: 'ManageChannels',
    label: 'Manage Channels',
    places: ['guild'],
    why: 'making its channels with `/setup start`; not needed when you pick channels yourself',
  },
  {
    name: 'MentionEveryone',
    label: 'Mention @everyone, @here, and All Roles',
    places: ['staff'],
    why: 'paging the senior role for an escalation; not needed when that role can be mentioned by anyone',
  },
];

export function bitOf({ name }: Pick<NeededPermission, 'name'>): bigint {
  return PermissionFlagsBits[name];
}

export const ALL_NEEDED = NEEDED_PERMISSIONS.reduce((all, one) => all | bitOf(one), 0n);

/** Where an administrator of a server invites the bot. `apiUrl` is the base of Discord's HTTP API. */
export function inviteLink(apiUrl: string, applicationId: string): string {
  const url = new URL(`${apiUrl.replace(/\/api$/, '')}/oauth2/authorize`);
  url.search = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: ALL_NEEDED.toString(),
  }).toString();
  return url.href;
}
