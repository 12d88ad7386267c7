import { Inject, Injectable } from '@nestjs/common';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import { CLOCK, type Clock } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { timeText } from '../../text/ages.js';
import { quote } from '../../text/quote.js';
import { described, localisations } from '../../text/texts.js';
import { gateTexts } from './gate.texts.js';
import { ReporterBlocks } from './reporter-blocks.js';

const DAY_MS = 86_400_000;
const DURATIONS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, lifted: null } as const;
type Duration = keyof typeof DURATIONS;
const MOST_REASON = 300;

/** `/block`: whoever floods or lies is not heard for a while. */
@HandlesCommand('block')
@Injectable()
export class BlockCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'senior';
  readonly definition = {
    name: 'block',
    ...described(gateTexts, (texts) => texts.block),
    contexts: [0],
    options: [
      {
        type: ApplicationCommandOptionType.User as const,
        name: 'user',
        ...described(gateTexts, ({ options }) => options.user),
        required: true,
      },
      {
        type: ApplicationCommandOptionType.String as const,
        name: 'for',
        ...described(gateTexts, ({ options }) => options.for),
        required: true,
        choices: (Object.keys(DURATIONS) as Duration[]).map((value) => ({
          value,
          name: gateTexts.en.durations[value],
          name_localizations: localisations(gateTexts, ({ durations }) => durations[value]),
        })),
      },
      {
        type: ApplicationCommandOptionType.String as const,
        name: 'reason',
        ...described(gateTexts, ({ options }) => options.reason),
        required: true,
        max_length: MOST_REASON,
      },
    ],
  };

  constructor(
    private readonly blocks: ReporterBlocks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run({
    interaction,
    guildId,
    user: by,
    language,
  }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const { options } = interaction;
    const member = options.getUser('user', true);
    const length = DURATIONS[options.getString('for', true) as Duration];
    const until = length === null ? null : new Date(this.clock.now().getTime() + length);
    const reason = options.getString('reason', true);
    await this.blocks.put({ guildId, userId: member.id, until, reason, by: by.id });
    const time = until === null ? null : timeText(until, 'f');
    return gateTexts[language].isBlocked(quote(member.displayName), time);
  }
}
