/** The consumers that follow a guild's log from when it is set up. */
export const FOLLOWERS = ['discord.cards', 'discord.notices', 'discord.reversals'] as const;
