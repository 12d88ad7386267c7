import { Inject, Injectable } from '@nestjs/common';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { ChatInputCommandInteraction } from 'discord.js';
import { GuildDirectory } from '#guilds';
import { CLOCK, truncateText, type Clock } from '#kernel';
import { MemberActionsReader } from '#tickets';
import type { Asked, AskedDirectly } from '../../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../../interactions/handlers.js';
import { plain } from '../../text/quote.js';
import { described } from '../../text/texts.js';
import { appealInButton } from './appeal-in.button.js';
import { appealList } from './appeal-list.js';
import { appealTexts } from './appeal.texts.js';
import { OwnActions } from './own-actions.js';

const DAY_MS = 86_400_000;
/** Longer than any guild lets decisions be appealed (365 days); what is too old the list of the guild leaves out. */
const LOOK_BACK_DAYS = 400;
const IN_A_ROW = 5;
const MOST_GUILDS = 25;
const LONGEST_LABEL = 80;

/**
 * `/appeal`: open to everybody, also to those whose reports are not taken. And in direct messages, as a member who
 * is timed out can use no command in the guild.
 */
@HandlesCommand('appeal')
@Injectable()
export class AppealCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'member';
  readonly definition = {
    name: 'appeal',
    ...described(appealTexts, (texts) => texts.description),
    contexts: [0, 1],
  };

  constructor(
    private readonly own: OwnActions,
    private readonly actions: MemberActionsReader,
    private readonly guilds: GuildDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(asked: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    return appealList(await this.own.of(asked), asked);
  }

  /** The guilds where something was done to them, to choose from. */
  async runDirectly({ user, language }: AskedDirectly): Promise<Answer> {
    const since = new Date(this.clock.now().getTime() - LOOK_BACK_DAYS * DAY_MS);
    const guildIds = await this.actions.guildIds(user.id, since, MOST_GUILDS);
    if (guildIds.length === 0) return appealTexts[language].nothing;
    const buttons = await Promise.all(
      guildIds.map(async (guildId) => {
        const { name } = await this.guilds.settings(guildId);
        return appealInButton(guildId, truncateText(plain(name), LONGEST_LABEL), ButtonStyle.Secondary);
      }),
    );
    return {
      content: appealTexts[language].chooseServer,
      components: Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) => ({
        type: ComponentType.ActionRow as const,
        components: buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
      })),
    };
  }
}
