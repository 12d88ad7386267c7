import { GuildMappings } from '../../../src/discord/mapping/guild-mappings.js';
import type { GuildMapping } from '../../../src/discord/mapping/domain/guild-mapping.js';
import type { TestApp } from '../app.js';

/** Sets a guild up without asking its owner. */
export async function setUpGuild(
  { app }: TestApp,
  guildId: string,
  mapping: Partial<GuildMapping>,
): Promise<void> {
  await app.get(GuildMappings, { strict: false }).put(guildId, mapping);
}
