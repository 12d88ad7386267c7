import { Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType, type APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { isKnownMember } from '../../interactions/named-member.js';
import { described, localisations } from '../../text/texts.js';
import { uploadOf } from './copy-message.js';
import { readMessageLink } from './domain/message-ref.js';
import { readCategory, REPORT_CATEGORIES } from './domain/report-categories.js';
import { Reports } from './reports.js';
import { reportTexts } from './report.texts.js';

const FILES = ['file1', 'file2', 'file3'] as const;
const MOST_WORDS = 1_000;
const MOST_LINK = 200;

const OPTIONS: APIApplicationCommandBasicOption[] = [
  {
    type: ApplicationCommandOptionType.String,
    name: 'category',
    ...described(reportTexts, ({ options }) => options.category),
    required: true,
    choices: REPORT_CATEGORIES.map((value) => ({
      value,
      name: reportTexts.en.categories[value],
      name_localizations: localisations(reportTexts, ({ categories }) => categories[value]),
    })),
  },
  {
    type: ApplicationCommandOptionType.User,
    name: 'user',
    ...described(reportTexts, ({ options }) => options.user),
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'message',
    ...described(reportTexts, ({ options }) => options.message),
    max_length: MOST_LINK,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'text',
    ...described(reportTexts, ({ options }) => options.text),
    max_length: MOST_WORDS,
  },
  ...FILES.map((name): APIApplicationCommandBasicOption => ({
    type: ApplicationCommandOptionType.Attachment,
    name,
    ...described(reportTexts, ({ options }) => options.file),
  })),
];

/** `/report`: a member, a message by its link, or both. */
@HandlesCommand('report')
@Injectable()
export class ReportCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'member';
  readonly definition = {
    name: 'report',
    ...described(reportTexts, (texts) => texts.description),
    contexts: [0],
    options: OPTIONS,
  };

  constructor(private readonly reports: Reports) {}

  async run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const { interaction, guildId, language } = asked;
    const { options } = interaction;
    const user = options.getUser('user');
    const member = options.getMember('user');
    const link = options.getString('message');
    const message = link === null ? null : readMessageLink(link, guildId);
    if (link !== null && message === null) {
      throw new DomainError('invalid', 'not_a_message_link', reportTexts[language].badLink);
    }
    return this.reports.file(asked, {
      category: readCategory(options.getString('category')),
      words: options.getString('text')?.trim() ?? '',
      files: FILES.flatMap((name) => options.getAttachment(name) ?? []).map(uploadOf),
      user: user && { id: user.id, member: member && isKnownMember(member) ? member : null },
      message,
    });
  }

  words({ options }: ChatInputCommandInteraction): string {
    return options.getString('text') ?? '';
  }
}
