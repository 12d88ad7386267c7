import {
  ApplicationCommandOptionType,
  ChannelType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type APIApplicationCommandBasicOption,
} from 'discord-api-types/v10';
import { SEVERITIES } from '#kernel';
import { described, localisations } from '../../text/texts.js';
import { logChannelTexts } from './log-channel.texts.js';

const MAX_NAME = 100;

const channel: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Channel,
  name: 'channel',
  ...described(logChannelTexts, (texts) => texts.channel),
  channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  required: true,
};

function text(
  name: string,
  about: 'name' | 'category' | 'member' | 'reason' | 'severityField',
): APIApplicationCommandBasicOption {
  return {
    type: ApplicationCommandOptionType.String,
    name,
    ...described(logChannelTexts, (texts) => texts[about]),
    max_length: MAX_NAME,
  };
}

const severity: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: 'severity',
  ...described(logChannelTexts, (texts) => texts.severity),
  choices: SEVERITIES.map((value) => ({
    value,
    name: value,
    name_localizations: localisations(logChannelTexts, (texts) => texts.severities[value]),
  })),
};

export const logChannelDefinition: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'logchannel',
  ...described(logChannelTexts, (texts) => texts.description),
  contexts: [0],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'add',
      ...described(logChannelTexts, (texts) => texts.add),
      options: [
        channel,
        text('name', 'name'),
        text('category', 'category'),
        severity,
        text('member-field', 'member'),
        text('reason-field', 'reason'),
        text('severity-field', 'severityField'),
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'remove',
      ...described(logChannelTexts, (texts) => texts.remove),
      options: [channel],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'list',
      ...described(logChannelTexts, (texts) => texts.list),
    },
  ],
};
