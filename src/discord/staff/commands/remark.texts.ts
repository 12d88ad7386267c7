import { defineTexts } from '../../text/texts.js';

export const remarkTexts = defineTexts(
  {
    note: 'Write a note on a ticket that only the team sees',
    noteText: 'The note',
    noted: (ticket: string) => `Your note is on ${ticket}. Only the team sees it.`,
    reply: 'Answer the member of a ticket',
    replyText: 'What the member reads',
    replied: (ticket: string) => `Your reply is on ${ticket}, for the member to read.`,
    tag: 'Put tags on a ticket, or take them off',
    tagAdd: 'Tags to put on, separated by commas or spaces',
    tagRemove: 'Tags to take off, separated by commas or spaces',
    tagNothing: 'Say which tags to put on with `add`, or to take off with `remove`.',
    tagged: (ticket: string, tags: string) => `${ticket} has the tags ${tags}.`,
    untagged: (ticket: string) => `${ticket} has no tags.`,
  },
  {
    de: {
      note: 'Eine Notiz an ein Ticket schreiben, die nur das Team sieht',
      noteText: 'Die Notiz',
      noted: (ticket) => `Deine Notiz steht an ${ticket}. Nur das Team sieht sie.`,
      reply: 'Dem Mitglied eines Tickets antworten',
      replyText: 'Was das Mitglied liest',
      replied: (ticket) => `Deine Antwort steht an ${ticket}, für das Mitglied.`,
      tag: 'Ein Ticket mit Tags versehen, oder welche entfernen',
      tagAdd: 'Neue Tags, getrennt durch Komma oder Leerzeichen',
      tagRemove: 'Tags, die weg sollen, getrennt durch Komma oder Leerzeichen',
      tagNothing: 'Nenne neue Tags mit `add`, oder welche, die weg sollen, mit `remove`.',
      tagged: (ticket, tags) => `${ticket} hat die Tags ${tags}.`,
      untagged: (ticket) => `${ticket} hat keine Tags.`,
    },
  },
);
