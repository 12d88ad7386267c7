import { defineTexts } from '../../text/texts.js';

export const claimingTexts = defineTexts(
  {
    claim: 'Take a ticket: it is yours until you let go of it or your claim runs out',
    claimed: (ticket: string, until: string) => `${ticket} is yours until ${until}.`,
  },
  {
    de: {
      claim: 'Ein Ticket übernehmen: es gehört dir, bis du es abgibst oder die Zeit abläuft',
      claimed: (ticket, until) => `${ticket} gehört dir bis ${until}.`,
    },
  },
);
