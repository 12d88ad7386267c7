import { defineTexts } from '../../text/texts.js';

export const claimingTexts = defineTexts(
  {
    claim: 'Take a ticket: it is yours until you let go of it or your claim runs out',
    claimed: (ticket: string, until: string) => `${ticket} is yours until ${until}.`,
    othersAtIt: (people: string) => `Also looking at it: ${people}.`,
    release: 'Let go of a ticket, so that others can take it',
    released: (ticket: string) => `${ticket} belongs to nobody now.`,
    assign: 'Hand a ticket over to another member of the team',
    assignTo: 'Who takes it',
    assigned: (ticket: string, whom: string, until: string) => `${ticket} is ${whom}’s until ${until}.`,
  },
  {
    de: {
      claim: 'Ein Ticket übernehmen: es gehört dir, bis du es abgibst oder die Zeit abläuft',
      claimed: (ticket, until) => `${ticket} gehört dir bis ${until}.`,
      othersAtIt: (people) => `Das sehen sich auch an: ${people}.`,
      release: 'Ein Ticket abgeben, damit andere es übernehmen können',
      released: (ticket) => `${ticket} gehört jetzt niemandem.`,
      assign: 'Ein Ticket an jemanden aus dem Team übergeben',
      assignTo: 'Wer es übernimmt',
      assigned: (ticket, whom, until) => `${ticket} gehört bis ${until} ${whom}.`,
    },
  },
);
