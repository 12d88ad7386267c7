import { defineTexts } from '../../text/texts.js';

export const panelTexts = defineTexts(
  {
    description: 'Post a message with buttons to report, to get help and to appeal in this channel',
    text: '**Reach the team**\nReport something, ask for help, or appeal against a decision. Only you and the team see it.',
    buttons: { report: 'Report', help: 'Get help', appeal: 'Appeal' },
    posted: 'The panel stands in this channel. It works for as long as the message is there.',
    refused: (why: string) =>
      `Discord did not let me post here (${why}). Give me the permissions to see this channel and to send messages in it, then try again.`,
  },
  {
    de: {
      description: 'Nachricht mit Knöpfen für Meldung, Hilfe und Einspruch in diesen Kanal stellen',
      text: '**Das Team erreichen**\nMelde etwas, bitte um Hilfe oder lege Einspruch gegen eine Entscheidung ein. Nur du und das Team sehen es.',
      buttons: { report: 'Melden', help: 'Hilfe', appeal: 'Einspruch' },
      posted: 'Das Panel steht in diesem Kanal. Es geht, solange die Nachricht da ist.',
      refused: (why) =>
        `Discord ließ mich hier nicht schreiben (${why}). Gib mir die Rechte, diesen Kanal zu sehen und darin zu schreiben, und versuche es noch einmal.`,
    },
  },
);
