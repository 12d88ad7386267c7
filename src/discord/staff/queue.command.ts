import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { STREAMS } from '#kernel';
import { TicketReader } from '#tickets';
import type { Asked } from '../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../interactions/handlers.js';
import { described } from '../text/texts.js';
import { wordTexts } from '../text/words.texts.js';
import { queueTexts } from './queue.texts.js';

/** `/queue`: how much waits in each stream, without what the person who asks is party to (I8). */
@HandlesCommand('queue')
@Injectable()
export class QueueCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'moderator';
  readonly definition = {
    name: 'queue',
    ...described(queueTexts, (texts) => texts.description),
    contexts: [0],
  };

  constructor(private readonly tickets: TicketReader) {}

  async run({ guildId, user, language }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const texts = queueTexts[language];
    const depth = await this.tickets.depth(guildId, user.id);
    const lines = STREAMS.flatMap((stream) => {
      const { open, waiting, escalated } = depth[stream];
      return open + waiting + escalated === 0
        ? []
        : [texts.line(wordTexts[language].streams[stream], open, waiting, escalated)];
    });
    return lines.length > 0 ? lines.join('\n') : texts.empty;
  }
}
