import { defineTexts } from '../text/texts.js';

/** What staff read of what could not be told to a member. */
export const undeliveredTexts = defineTexts(
  {
    note: (userId: string, what: string, why: string) =>
      `Undelivered: ${userId} could not be told ${what}. ${why}`,
    what: {
      received: 'that it was received',
      reply: 'the reply',
      outcome: 'how it ended',
      reopened: 'that it was reopened',
      reminder: 'that they are waited for',
    },
    closed: 'They take no direct messages, or have blocked the bot.',
    noServer: 'They share no server with the bot any more.',
    refused: (status: number, code: number) => `Discord refused it (${status}, code ${code}).`,
  },
  {
    de: {
      note: (userId, what, why) => `Nicht zugestellt: ${userId} weiß nicht, ${what}. ${why}`,
      what: {
        received: 'dass es angekommen ist',
        reply: 'was geantwortet wurde',
        outcome: 'wie es ausging',
        reopened: 'dass es wieder offen ist',
        reminder: 'dass auf eine Antwort gewartet wird',
      },
      closed: 'Direktnachrichten sind dort zu, oder der Bot ist blockiert.',
      noServer: 'Es gibt keinen gemeinsamen Server mit dem Bot mehr.',
      refused: (status, code) => `Discord hat es abgelehnt (${status}, Code ${code}).`,
    },
  },
);
