import { defineTexts } from '../../text/texts.js';

/** What members are told of what is done to them. */
export const noticeTexts = defineTexts(
  {
    warn: (guild: string, _until: string) => `The team of ${guild} has warned you:`,
    timeout: (guild: string, until: string) =>
      `The team of ${guild} has paused you: you cannot write there until ${until}.`,
    kick: (guild: string, _until: string) => `The team of ${guild} has removed you from the server.`,
    ban: (guild: string, _until: string) => `The team of ${guild} has banned you from the server.`,
    appeal: 'If you think this is wrong, somebody who did not decide it looks at it again:',
    button: 'Appeal',
  },
  {
    de: {
      warn: (guild) => `Das Team von ${guild} hat dich verwarnt:`,
      timeout: (guild, until) =>
        `Das Team von ${guild} hat dir eine Pause gegeben: du kannst dort bis ${until} nicht schreiben.`,
      kick: (guild) => `Das Team von ${guild} hat dich vom Server entfernt.`,
      ban: (guild) => `Das Team von ${guild} hat dich vom Server gebannt.`,
      appeal: 'Wenn du das für falsch hältst, prüft es jemand, der es nicht entschieden hat:',
      button: 'Einspruch',
    },
  },
);
