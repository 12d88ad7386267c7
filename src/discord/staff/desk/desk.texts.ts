import { defineTexts } from '../../text/texts.js';

/** What all commands on a ticket have in common. */
export const deskTexts = defineTexts(
  {
    ticket: 'Number or title of the ticket',
    yours: 'yours',
    taken: 'claimed',
  },
  {
    de: {
      ticket: 'Nummer oder Titel des Tickets',
      yours: 'deins',
      taken: 'übernommen',
    },
  },
);
