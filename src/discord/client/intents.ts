import { ApplicationFlags, GatewayIntentBits, type APIApplication } from 'discord-api-types/v10';

/** What needs no switch in Discord's developer portal. */
const PLAIN = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildModeration,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.AutoModerationConfiguration,
  GatewayIntentBits.AutoModerationExecution,
] as const;

const PRIVILEGED = [
  {
    intent: GatewayIntentBits.GuildMembers,
    name: 'GuildMembers',
    flags: ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  },
  {
    intent: GatewayIntentBits.MessageContent,
    name: 'MessageContent',
    flags: ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
  },
] as const;

export interface ChosenIntents {
  readonly intents: readonly GatewayIntentBits[];
  /** Privileged ones that are switched off in the portal: what needs them is left out. */
  readonly missing: readonly (typeof PRIVILEGED)[number]['name'][];
}

/** Asks for the privileged intents that the application has and no others: Discord refuses the connection else. */
export function chooseIntents(application: Pick<APIApplication, 'flags'>): ChosenIntents {
  const flags: number = application.flags ?? 0;
  const has = PRIVILEGED.filter((one) => (flags & one.flags) !== 0);
  return {
    intents: [...PLAIN, ...has.map(({ intent }) => intent)],
    missing: PRIVILEGED.filter((one) => !has.includes(one)).map(({ name }) => name),
  };
}
