import { Inject, Injectable } from '@nestjs/common';
import type { AutocompleteInteraction } from 'discord.js';
import { CLOCK, roleAtLeast, truncateText, type Clock } from '#kernel';
import { TicketReader, type TicketFilters, type TicketLine } from '#tickets';
import type { Asked } from '../../interactions/asked.js';
import type { Choice } from '../../interactions/handlers.js';
import { ageText } from '../../text/ages.js';
import { plain } from '../../text/quote.js';
import type { Language } from '../../text/texts.js';
import { deskTexts } from './desk.texts.js';
import { rankChoices } from './domain/rank-choices.js';

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const LONGEST_NAME = 100;
const MOST_CHOICES = 25;
/** So many along the list are held against what was typed. */
const LOOKED_AT = 200;
const LONGEST_TITLE = 60;
/** Shorter texts find too much to be worth a search. */
const SHORTEST_SEARCH = 2;
const LONGEST_SEARCH = 200;

/** The tickets that a moderator is offered while they type: only those they may see (I8). */
@Injectable()
export class TicketChoices {
  constructor(
    private readonly tickets: TicketReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For the option that names a ticket; `among` is what the command takes. */
  async offer(
    { interaction, guildId, user, role, language }: Asked<AutocompleteInteraction>,
    among: 'unresolved' | 'resolved' = 'unresolved',
  ): Promise<Choice[]> {
    if (!roleAtLeast(role, 'moderator')) return [];
    const typed = interaction.options.getFocused();
    const isOpen = among === 'unresolved';
    const list = async (filters: TicketFilters, limit: number): Promise<readonly TicketLine[]> => {
      const wanted: TicketFilters = isOpen ? filters : { ...filters, statuses: ['resolved'] };
      return (await this.tickets.page(guildId, user.id, wanted, isOpen ? 'queue' : 'newest', limit)).items;
    };
    const [own, top, found] = await Promise.all([
      isOpen ? list({ owners: { ids: [user.id], none: false } }, MOST_CHOICES) : [],
      list({}, LOOKED_AT),
      typed.trim().length < SHORTEST_SEARCH ? [] : list({ q: typed.slice(0, LONGEST_SEARCH) }, MOST_CHOICES),
    ]);
    return rankChoices(typed, { own, top, found }, MOST_CHOICES).map((line) => ({
      name: this.nameOf(line, user.id, language),
      value: String(line.number),
    }));
  }

  private nameOf(line: TicketLine, userId: string, language: Language): string {
    const texts = deskTexts[language];
    const now = this.clock.now();
    const isHeld = line.claimExpiresAt !== null && line.claimExpiresAt > now;
    const parts = [
      `#${line.number}`,
      truncateText(plain(line.title), LONGEST_TITLE),
      ageText(now.getTime() - line.openedAt.getTime(), language),
      ...(isHeld ? [line.ownerId === userId ? texts.yours : texts.taken] : []),
    ];
    return truncateText(parts.join(' · '), LONGEST_NAME);
  }
}
