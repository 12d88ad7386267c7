import { Inject, Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { CLOCK, STREAMS, truncateText, type Clock } from '#kernel';
import { TicketReader, type TicketLine } from '#tickets';
import type { Asked } from '../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../interactions/handlers.js';
import { timeText } from '../text/ages.js';
import { fittingLines } from '../text/fitting-lines.js';
import { quote } from '../text/quote.js';
import { described, type Language } from '../text/texts.js';
import { wordTexts } from '../text/words.texts.js';
import { CardPlaces } from './desk/card-places.js';
import { peopleList } from './presence/people-list.js';
import { SeenWorking } from './presence/seen-working.js';
import { queueTexts } from './queue.texts.js';

const MOST_SHOWN = 10;
const LONGEST_TITLE = 50;

/** `/queue`: how much waits in each stream and what comes next, without what the person who asks is party to (I8). */
@HandlesCommand('queue')
@Injectable()
export class QueueCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'moderator';
  readonly definition = {
    name: 'queue',
    ...described(queueTexts, (texts) => texts.description),
    contexts: [0],
  };

  constructor(
    private readonly tickets: TicketReader,
    private readonly places: CardPlaces,
    private readonly working: SeenWorking,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run({ guildId, user, language }: Asked<ChatInputCommandInteraction>): Promise<Answer> {
    const texts = queueTexts[language];
    const [depth, { items }] = await Promise.all([
      this.tickets.depth(guildId, user.id),
      this.tickets.page(guildId, user.id, {}, 'queue', MOST_SHOWN),
    ]);
    const streams = STREAMS.flatMap((stream) => {
      const { open, waiting, escalated } = depth[stream];
      return open + waiting + escalated === 0
        ? []
        : [texts.line(wordTexts[language].streams[stream], open, waiting, escalated)];
    });
    if (streams.length === 0) return texts.empty;
    const ids = items.map(({ id }) => id);
    const [links, viewers] = await Promise.all([
      this.places.links(guildId, ids),
      this.working.others(guildId, ids, user.id),
    ]);
    const next = items.map((line) =>
      [this.nextLine(line, links.get(line.id), language), lookersText(viewers.get(line.id))].join(''),
    );
    return fittingLines([...streams, ...(next.length === 0 ? [] : ['', `**${texts.next}**`, ...next])]);
  }

  /** Number, title, age and owner of a ticket; the number leads to its card, where it has one. */
  private nextLine(line: TicketLine, link: string | undefined, language: Language): string {
    const { number, title, openedAt, ownerId, claimExpiresAt } = line;
    const isHeld = claimExpiresAt !== null && claimExpiresAt > this.clock.now();
    const name = link === undefined ? `**#${number}**` : `[**#${number}**](${link})`;
    const owner = isHeld ? `<@${ownerId}>` : queueTexts[language].free;
    return `${name} ${quote(truncateText(title, LONGEST_TITLE))} · ${timeText(openedAt, 'R')} · ${owner}`;
  }
}

function lookersText(others: readonly string[] = []): string {
  return others.length === 0 ? '' : ` · 👀 ${peopleList(others)}`;
}
