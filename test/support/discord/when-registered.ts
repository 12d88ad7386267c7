import { HandlerRegistry } from '../../../src/discord/interactions/handler-registry.js';
import type { TestApp } from '../app.js';
import type { DiscordServer } from '../discord-server/index.js';

/** Resolves when the bot is connected and people can use every command of it. */
export async function whenRegistered(discord: DiscordServer, { app }: TestApp): Promise<void> {
  const names = app
    .get(HandlerRegistry, { strict: false })
    .definitions()
    .map(({ name }) => name);
  await discord.waitForBot();
  await discord.waitFor(() => names.every((name) => discord.commands().includes(name)), {
    what: 'the commands',
  });
}
