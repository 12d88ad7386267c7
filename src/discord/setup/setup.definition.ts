import {
  ApplicationCommandOptionType,
  ChannelType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { STREAMS } from '#kernel';
import { described, localisations } from '../text/texts.js';
import { CHANNEL_USES } from './domain/plan-channels.js';
import { setupTexts } from './setup.texts.js';

const { Boolean: YES_NO, Channel, Integer, Subcommand } = ApplicationCommandOptionType;
const TEXT: ApplicationCommandOptionType.String = ApplicationCommandOptionType.String;
const ROLE: ApplicationCommandOptionType.Role = ApplicationCommandOptionType.Role;

const MOST_DAYS = 365;
const MOST_ATTEMPTS = 10;
const LONGEST_QUESTION = 100;
export const QUESTIONS = ['question1', 'question2', 'question3', 'question4', 'question5'] as const;

type Described = Parameters<typeof described<(typeof setupTexts)['en']>>[1];

function role(name: string, about: Described, required = false) {
  return { type: ROLE, name, ...described(setupTexts, about), required };
}

const STAFF_ROLES = [
  role('moderators', (texts) => texts.startModerators),
  role('seniors', (texts) => texts.startSeniors),
  role('admins', (texts) => texts.startAdmins),
];

function days(name: string, about: Described, min: number) {
  return {
    type: Integer,
    name,
    ...described(setupTexts, about),
    min_value: min,
    max_value: MOST_DAYS,
  } as const;
}

/** `/setup start|roles|channel|notices|appeals|topics|show`. */
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
    {
      type: Subcommand,
      name: 'appeals',
      ...described(setupTexts, (texts) => texts.appeals),
      options: [
        days('window-days', (texts) => texts.appealsWindow, 1),
        {
          type: Integer,
          name: 'attempts',
          ...described(setupTexts, (texts) => texts.appealsAttempts),
          min_value: 1,
          max_value: MOST_ATTEMPTS,
        },
        days('cooldown-days', (texts) => texts.appealsCooldown, 0),
        ...QUESTIONS.map((name) => ({
          type: TEXT,
          name,
          ...described(setupTexts, (texts) => texts.appealsQuestion),
          max_length: LONGEST_QUESTION,
        })),
        { type: YES_NO, name: 'own-questions', ...described(setupTexts, (texts) => texts.appealsOwn) },
      ],
    },
    {
      type: Subcommand,
      name: 'topics',
      ...described(setupTexts, (texts) => texts.topics),
      options: [
        {
          type: TEXT,
          name: 'names',
          ...described(setupTexts, (texts) => texts.topicsNames),
          required: true,
          max_length: 2_000,
        },
      ],
    },
    { type: Subcommand, name: 'show', ...described(setupTexts, (texts) => texts.show) },
  ],
};
