import {
  ApplicationCommandOptionType,
  ChannelType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { STREAMS } from '#kernel';
import { described, localisations } from '../text/texts.js';
import { CHANNEL_USES } from './domain/plan-channels.js';
import { setupTexts } from './setup.texts.js';

const { Boolean: YES_NO, Channel, String: TEXT, Subcommand } = ApplicationCommandOptionType;
const ROLE: ApplicationCommandOptionType.Role = ApplicationCommandOptionType.Role;

type Described = Parameters<typeof described<(typeof setupTexts)['en']>>[1];

function role(name: string, about: Described, required = false) {
  return { type: ROLE, name, ...described(setupTexts, about), required };
}

const STAFF_ROLES = [
  role('moderators', (texts) => texts.startModerators),
  role('seniors', (texts) => texts.startSeniors),
  role('admins', (texts) => texts.startAdmins),
];

/** `/setup start|roles|channel|notices|show`. */
export const setupDefinition: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'setup',
  ...described(setupTexts, (texts) => texts.description),
  contexts: [0],
  options: [
    {
      type: Subcommand,
      name: 'start',
      ...described(setupTexts, (texts) => texts.start),
      options: [
        role('moderators', (texts) => texts.startModerators, true),
        role('seniors', (texts) => texts.startSeniors),
        role('admins', (texts) => texts.startAdmins),
      ],
    },
    {
      type: Subcommand,
      name: 'roles',
      ...described(setupTexts, (texts) => texts.roles),
      options: [...STAFF_ROLES, role('page', (texts) => texts.rolesPage)],
    },
    {
      type: Subcommand,
      name: 'channel',
      ...described(setupTexts, (texts) => texts.channel),
      options: [
        {
          type: TEXT,
          name: 'for',
          ...described(setupTexts, (texts) => texts.channelFor),
          required: true,
          choices: CHANNEL_USES.map((use) => ({
            name: setupTexts.en.uses[use],
            name_localizations: localisations(setupTexts, (texts) => texts.uses[use]),
            value: use,
          })),
        },
        {
          type: Channel,
          name: 'channel',
          ...described(setupTexts, (texts) => texts.channelPick),
          required: true,
          channel_types: [ChannelType.GuildText],
        },
      ],
    },
    {
      type: Subcommand,
      name: 'notices',
      ...described(setupTexts, (texts) => texts.notices),
      options: [
        {
          type: TEXT,
          name: 'stream',
          ...described(setupTexts, (texts) => texts.noticesStream),
          required: true,
          choices: STREAMS.map((stream) => ({
            name: setupTexts.en.streams[stream],
            name_localizations: localisations(setupTexts, (texts) => texts.streams[stream]),
            value: stream,
          })),
        },
        { type: YES_NO, name: 'told', ...described(setupTexts, (texts) => texts.noticesOn), required: true },
      ],
    },
    { type: Subcommand, name: 'show', ...described(setupTexts, (texts) => texts.show) },
  ],
};
