import { defineTexts } from '../../text/texts.js';

export const historyTexts = defineTexts(
  {
    description: 'What the team knows of a member: actions, tickets, reports',
    member: 'Whom',
    title: (whom: string) => `What is known of ${whom}`,
    actions: 'Actions',
    tickets: 'Tickets about them',
    none: 'None.',
    by: (whom: string) => `by ${whom}`,
    reversed: 'lifted on appeal',
    reports: (upheld: number, dismissed: number) =>
      `**Reports they made**: ${upheld} confirmed, ${dismissed} dismissed.`,
    own: 'What is known of yourself is for others to look at.',
    noMember: 'The ticket is about no member. Use `/history` and name one.',
  },
  {
    de: {
      description: 'Was das Team über ein Mitglied weiß: Maßnahmen, Tickets, Meldungen',
      member: 'Über wen',
      title: (whom) => `Was über ${whom} bekannt ist`,
      actions: 'Maßnahmen',
      tickets: 'Tickets darüber',
      none: 'Keine.',
      by: (whom) => `von ${whom}`,
      reversed: 'nach Einspruch aufgehoben',
      reports: (upheld, dismissed) => `**Eigene Meldungen**: ${upheld} bestätigt, ${dismissed} verworfen.`,
      own: 'Was über dich bekannt ist, sehen sich andere an.',
      noMember: 'In dem Ticket geht es um kein Mitglied. Nenne eines mit `/history`.',
    },
  },
);
