import type * as discord from 'discord.js';

export type DiscordJs = typeof discord;

/**
 * The library, loaded by whoever first needs it: a process that says nothing to Discord does without its thirty
 * megabytes. It is written in CommonJS, of which the bundle knows the default alone, and the types know of none.
 */
export async function loadDiscordJs(): Promise<DiscordJs> {
  const loaded: DiscordJs & { readonly default?: DiscordJs } = await import('discord.js');
  return loaded.default ?? loaded;
}
