import { defineTexts } from '../../text/texts.js';

export const appealTexts = defineTexts(
  {
    description: 'Appeal against a decision on you; only you and the reviewers see it',
    types: {
      warn: 'Warning',
      timeout: 'Timeout',
      kick: 'Kick',
      ban: 'Ban',
      message_removal: 'Removed message',
      role_change: 'Change of roles',
    },
    of: (type: string, day: string) => `${type} of ${day}`,
    nothing: 'There is no decision on you that can be appealed.',
    chooseServer: 'On which server was the decision taken?',
    choose: 'Which decision?',
    chooseBelow:
      'Choose the decision that you think is wrong. Somebody who did not take it looks at your answers to these questions:',
    refusals: {
      reversed: 'taken back already',
      too_late: 'too long ago',
      no_attempts_left: 'every appeal against it is decided',
      under_appeal: (number: number) => `under appeal as #${number}`,
      too_soon: (again: string) => `can be appealed again ${again}`,
    },
    cannot: (why: string) => `This cannot be appealed now: ${why}. \`/status\` shows your appeals.`,
    title: 'Your appeal',
    questions: {
      account: 'What happened, from your side?',
      wish: 'Why should the decision change?',
    },
    thanks: (number: number) =>
      `Your appeal #${number} is with the reviewers. Whoever took the decision does not judge it. \`/status\` shows how it is going.`,
  },
  {
    de: {
      description: 'Einspruch gegen eine Entscheidung über dich; nur du und die Prüfer sehen ihn',
      types: {
        warn: 'Verwarnung',
        timeout: 'Timeout',
        kick: 'Rauswurf',
        ban: 'Bann',
        message_removal: 'Gelöschte Nachricht',
        role_change: 'Geänderte Rollen',
      },
      of: (type, day) => `${type} vom ${day}`,
      nothing: 'Es gibt keine Entscheidung über dich, gegen die ein Einspruch möglich ist.',
      chooseServer: 'Auf welchem Server wurde entschieden?',
      choose: 'Welche Entscheidung?',
      chooseBelow:
        'Wähle die Entscheidung, die du für falsch hältst. Jemand, der sie nicht getroffen hat, liest deine Antworten auf diese Fragen:',
      refusals: {
        reversed: 'schon zurückgenommen',
        too_late: 'zu lange her',
        no_attempts_left: 'alle Einsprüche dagegen sind entschieden',
        under_appeal: (number) => `Einspruch #${number} läuft`,
        too_soon: (again) => `ein neuer Einspruch geht ${again}`,
      },
      cannot: (why) =>
        `Dagegen ist gerade kein Einspruch möglich: ${why}. \`/status\` zeigt deine Einsprüche.`,
      title: 'Dein Einspruch',
      questions: {
        account: 'Was ist aus deiner Sicht passiert?',
        wish: 'Warum sollte die Entscheidung anders sein?',
      },
      thanks: (number) =>
        `Dein Einspruch #${number} ist bei den Prüfern. Wer entschieden hat, urteilt nicht darüber. \`/status\` zeigt, wie es steht.`,
    },
  },
);
