import { defineTexts } from '../../text/texts.js';

export const gateTexts = defineTexts(
  {
    blocked: (until: string | null) =>
      `The team does not take reports and requests from you ${until === null ? 'for now' : `at the moment; you can send them again ${until}`}. An appeal against a decision is always open to you: \`/appeal\`.`,
    tooMany: {
      report: (again: string) =>
        `You sent several reports in a short time, and the team has them. The next one can come ${again}.`,
      request: (again: string) =>
        `You sent several requests in a short time, and the team has them. The next one can come ${again}.`,
    },
    block: 'Take no reports and requests of a member for a while; appeals stay open',
    unblock: 'Take reports and requests of a member again',
    options: {
      user: 'Who',
      for: 'How long',
      reason: 'Why, for the team',
    },
    durations: { day: '1 day', week: '7 days', month: '30 days', lifted: 'Until it is lifted' },
    isBlocked: (who: string, until: string | null) =>
      `Reports and requests of ${who} are not taken ${until === null ? 'until it is lifted with `/unblock`' : `until ${until}`}. Their appeals are.`,
    isUnblocked: (who: string) => `Reports and requests of ${who} are taken again.`,
    wasNotBlocked: (who: string) => `${who} was not blocked.`,
  },
  {
    de: {
      blocked: (until) =>
        `Das Team nimmt ${until === null ? 'vorerst' : 'zurzeit'} keine Meldungen und Anfragen von dir an${until === null ? '' : `; ${until} geht es wieder`}. Ein Einspruch gegen eine Entscheidung steht dir immer offen: \`/appeal\`.`,
      tooMany: {
        report: (again) =>
          `Du hast in kurzer Zeit mehrere Meldungen geschickt, das Team hat sie. Die nächste geht ${again}.`,
        request: (again) =>
          `Du hast in kurzer Zeit mehrere Anfragen geschickt, das Team hat sie. Die nächste geht ${again}.`,
      },
      block: 'Eine Zeit lang keine Meldungen und Anfragen eines Mitglieds annehmen; Einsprüche bleiben offen',
      unblock: 'Meldungen und Anfragen eines Mitglieds wieder annehmen',
      options: { user: 'Wer', for: 'Wie lange', reason: 'Warum, für das Team' },
      durations: { day: '1 Tag', week: '7 Tage', month: '30 Tage', lifted: 'Bis es aufgehoben wird' },
      isBlocked: (who, until) =>
        `Meldungen und Anfragen von ${who} werden nicht angenommen, bis ${until === null ? 'es mit `/unblock` aufgehoben wird' : until}. Einsprüche schon.`,
      isUnblocked: (who) => `Meldungen und Anfragen von ${who} werden wieder angenommen.`,
      wasNotBlocked: (who) => `${who} war nicht gesperrt.`,
    },
  },
);
