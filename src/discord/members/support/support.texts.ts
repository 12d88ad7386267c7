import { defineTexts } from '../../text/texts.js';

export const supportTexts = defineTexts(
  {
    description: 'Ask the team for help; only you and the team see it',
    option: 'What it is about',
    title: 'Ask the team for help',
    fields: { subject: 'In one line', text: 'What do you need?', files: 'Screenshots or other files' },
    hints: {
      subject: 'I cannot see the events channel',
      text: 'What you tried, what happened, and what you expected',
    },
    topics: {
      account: 'Account',
      access: 'Roles & access',
      technical: 'Technical problem',
      other: 'Something else',
    },
    choose: 'What is it about?',
    chooseBelow: 'Choose what it is about; then you can write.',
    thanks: (number: number) =>
      `Thanks, request #${number} is with the team. They answer you here on Discord. \`/status\` shows how it is going.`,
  },
  {
    de: {
      description: 'Bitte das Team um Hilfe; nur du und das Team sehen es',
      option: 'Worum es geht',
      title: 'Das Team um Hilfe bitten',
      fields: {
        subject: 'In einer Zeile',
        text: 'Was brauchst du?',
        files: 'Screenshots oder andere Dateien',
      },
      hints: {
        subject: 'Ich sehe den Kanal für Events nicht',
        text: 'Was du versucht hast, was passiert ist und was du erwartet hast',
      },
      topics: {
        account: 'Konto',
        access: 'Rollen & Zugang',
        technical: 'Technisches Problem',
        other: 'Etwas anderes',
      },
      choose: 'Worum geht es?',
      chooseBelow: 'Wähle, worum es geht; dann kannst du schreiben.',
      thanks: (number) =>
        `Danke, deine Anfrage #${number} ist beim Team. Es antwortet dir hier auf Discord. \`/status\` zeigt, wie es steht.`,
    },
  },
);
