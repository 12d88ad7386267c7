import { defineTexts } from '../../text/texts.js';

/** What all commands on a ticket have in common. */
export const deskTexts = defineTexts(
  {
    ticket: 'Number or title of the ticket; in the thread of a card it is that one',
    yours: 'yours',
    taken: 'claimed',
    nameOne: 'Which ticket? Name it with the option `ticket`, or use the command in the thread of its card.',
    reason: 'Why',
  },
  {
    de: {
      ticket: 'Nummer oder Titel des Tickets; im Thread einer Karte ist es jenes',
      yours: 'deins',
      taken: 'übernommen',
      nameOne:
        'Welches Ticket? Nenne es mit der Option `ticket`, oder nimm den Befehl im Thread seiner Karte.',
      reason: 'Warum',
    },
  },
);
