import { HandlerRegistry } from '../../../src/discord/interactions/handler-registry.js';
import type { BotApp } from './bot-app.js';

/** Resolves when every command is registered. */
export async function commandsOf({ app, discord }: BotApp): Promise<void> {
  const count = app.app.get(HandlerRegistry, { strict: false }).definitions().length;
  await discord.waitFor(() => discord.commands().length === count, { what: 'the commands' });
}
