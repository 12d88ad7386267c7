import { Client, Events, GatewayIntentBits } from 'discord.js';
import type { ClientEvents, ClientOptions } from 'discord.js';
import type { DiscordServer } from './discord-server/index.js';

export const ALL_INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildModeration,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.AutoModerationConfiguration,
  GatewayIntentBits.AutoModerationExecution,
];

/** A real discord.js client, logged in and ready. Destroy it before the server stops. */
export async function connect(
  discord: DiscordServer,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client: Client = new Client({
    intents: ALL_INTENTS,
    ...options,
    rest: { ...options.rest, api: discord.apiUrl },
  });
  const ready = next(client, Events.ClientReady);
  await client.login(discord.token);
  const [readyClient] = await ready;
  return readyClient;
}

/** The next event of that name that satisfies the test. */
export async function next<Name extends keyof ClientEvents>(
  client: Client,
  name: Name,
  test: (...args: ClientEvents[Name]) => boolean = () => true,
): Promise<ClientEvents[Name]> {
  return new Promise((resolve) => {
    const listen = (...args: ClientEvents[Name]): void => {
      if (!test(...args)) return;
      client.off(name, listen);
      resolve(args);
    };
    client.on(name, listen);
  });
}
