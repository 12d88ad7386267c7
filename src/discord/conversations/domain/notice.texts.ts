import { defineTexts } from '../../text/texts.js';

/** What members are told about what they sent in. How it ended is said without what was done to whom. */
export const noticeTexts = defineTexts(
  {
    yours: {
      report: (number: number) => `Your report **#${number}**`,
      flag: (number: number) => `Your report **#${number}**`,
      appeal: (number: number) => `Your appeal **#${number}**`,
      request: (number: number) => `Your request **#${number}**`,
    },
    /** In a sentence, as what an answer is to. */
    toYours: {
      report: (number: number) => `your report **#${number}**`,
      flag: (number: number) => `your report **#${number}**`,
      appeal: (number: number) => `your appeal **#${number}**`,
      request: (number: number) => `your request **#${number}**`,
    },
    received: (yours: string) =>
      `${yours} has reached the team. Write here whatever else they should know; they answer here.`,
    reply: (toYours: string) => `The team answers ${toYours}:`,
    closed: (yours: string, how: string) => `${yours} is closed. ${how}`,
    reopened: (yours: string) => `${yours} is open again: the team looks at it once more.`,
    reminder: (toYours: string) =>
      `The team waits for your answer to ${toYours}. Without one it is closed after a while.`,
    ended: {
      actioned: 'The team looked at it and took action. Thank you for telling us.',
      no_violation: 'The team looked at it and found nothing against the rules. Thank you all the same.',
      answered: 'The team has answered it.',
      duplicate: 'It is handled together with another one about the same thing.',
      spam: 'The team closed it.',
      upheld: 'The decision you contested stands.',
      overturned: 'The decision you contested was taken back.',
      reduced: 'The decision you contested was made milder.',
      withdrawn: 'It was closed because it was withdrawn, or because nothing more was heard from you.',
    },
  },
  {
    de: {
      yours: {
        report: (number) => `Deine Meldung **#${number}**`,
        flag: (number) => `Deine Meldung **#${number}**`,
        appeal: (number) => `Dein Einspruch **#${number}**`,
        request: (number) => `Deine Anfrage **#${number}**`,
      },
      toYours: {
        report: (number) => `deine Meldung **#${number}**`,
        flag: (number) => `deine Meldung **#${number}**`,
        appeal: (number) => `deinen Einspruch **#${number}**`,
        request: (number) => `deine Anfrage **#${number}**`,
      },
      received: (yours) =>
        `${yours} ist beim Team angekommen. Schreib hier, was es noch wissen sollte; es antwortet hier.`,
      reply: (toYours) => `Das Team antwortet auf ${toYours}:`,
      closed: (yours, how) => `${yours} ist abgeschlossen. ${how}`,
      reopened: (yours) => `${yours} ist wieder offen: das Team sieht noch einmal hin.`,
      reminder: (toYours) =>
        `Das Team wartet auf deine Antwort auf ${toYours}. Ohne sie wird nach einer Weile abgeschlossen.`,
      ended: {
        actioned: 'Das Team hat es geprüft und etwas unternommen. Danke für den Hinweis.',
        no_violation: 'Das Team hat es geprüft und keinen Verstoß gefunden. Danke trotzdem.',
        answered: 'Das Team hat geantwortet.',
        duplicate: 'Es wird zusammen mit etwas anderem zur selben Sache bearbeitet.',
        spam: 'Das Team hat es geschlossen.',
        upheld: 'Die Entscheidung bleibt bestehen.',
        overturned: 'Die Entscheidung wurde zurückgenommen.',
        reduced: 'Die Entscheidung wurde gemildert.',
        withdrawn: 'Es wurde zurückgezogen, oder wir haben nichts mehr von dir gehört.',
      },
    },
  },
);
