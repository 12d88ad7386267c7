import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { NewSignal } from '#intake';
import type { JsonObject } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { quote } from '../../text/quote.js';
import { IntakeProblems, type IntakeProblem } from '../intake-problems.js';
import { logChannelDefinition } from './log-channel-definition.js';
import { LogChannels } from './log-channels.js';
import { logChannelTexts, type LogChannelTexts } from './log-channel.texts.js';

const MOST_SHOWN = 5;
const MOST_TEXT = 120;
const MAX_NAME = 100;

/** `/logchannel`: which channels other bots log into, with a preview of what comes in. */
@HandlesCommand('logchannel')
@Injectable()
export class LogChannelCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'admin';
  readonly definition = logChannelDefinition;

  constructor(
    private readonly channels: LogChannels,
    private readonly problems: IntakeProblems,
  ) {}

  run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const subcommand = asked.interaction.options.getSubcommand();
    if (subcommand === 'add') return this.add(asked);
    return subcommand === 'remove' ? this.remove(asked) : this.list(asked);
  }

  private async add({
    interaction,
    guildId,
    user,
    language,
  }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const texts = logChannelTexts[language];
    const channel = interaction.options.getChannel('channel', true);
    const signals = await this.channels.add({
      guildId,
      channelId: channel.id,
      name:
        interaction.options.getString('name')?.trim() || `#${channel.name ?? channel.id}`.slice(0, MAX_NAME),
      ownerId: user.id,
      reading: readingOf(interaction),
      language,
    });
    const shown = signals.slice(0, MOST_SHOWN).map((signal) => line(signal, texts));
    const preview = shown.length === 0 ? [texts.noPreview] : [texts.preview(signals.length), ...shown];
    return [texts.added(`<#${channel.id}>`), ...preview].join('\n');
  }

  private async remove({
    interaction,
    guildId,
    language,
  }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const { id } = interaction.options.getChannel('channel', true);
    await this.channels.remove(guildId, id, language);
    return logChannelTexts[language].removed(`<#${id}>`);
  }

  private async list({ guildId, language }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const texts = logChannelTexts[language];
    const [channels, problems] = await Promise.all([this.channels.list(guildId), this.problems.of(guildId)]);
    const lines = channels.map(({ channelId, name }) => `- <#${channelId}> · ${quote(name)}`);
    const troubles = problems.map((problem) => `- ${trouble(problem, texts)}`);
    return [
      ...(lines.length === 0 ? [texts.none] : lines),
      ...(troubles.length === 0 ? [] : [texts.problems, ...troubles]),
    ]
      .slice(0, 25)
      .join('\n');
  }
}

/** Only what was given: what is left out is read as bots usually write it. */
function readingOf({ options }: ChatInputCommandInteraction): JsonObject {
  const given = (name: string): string | null => options.getString(name)?.trim() || null;
  const mapping = Object.fromEntries(
    (['member', 'reason', 'severity'] as const).flatMap((role) => {
      const field = given(`${role}-field`);
      return field === null ? [] : [[role, field]];
    }),
  );
  const category = given('category')?.toLowerCase() ?? null;
  const severity = given('severity');
  return {
    ...(category !== null && { category }),
    ...(severity !== null && { severity }),
    ...(Object.keys(mapping).length > 0 && { mapping }),
  };
}

function line({ category, severity, subject, text }: NewSignal, texts: LogChannelTexts): string {
  const about =
    subject.type === 'user' ? `<@${subject.id}>` : quote((subject.name ?? subject.id).slice(0, 60));
  return texts.line(category, texts.severities[severity], about, quote(text.slice(0, MOST_TEXT)));
}

function trouble({ what, channelId }: IntakeProblem, texts: LogChannelTexts): string {
  const channel = `<#${channelId}>`;
  switch (what) {
    case 'audit_log':
      return texts.auditLog;
    case 'log_channel':
      return texts.cannotRead(channel);
    case 'no_message_content':
      return texts.contentOff(channel);
    default:
      return what satisfies never;
  }
}
