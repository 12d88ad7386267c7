import { defineTexts } from '../../text/texts.js';

export const statusTexts = defineTexts(
  {
    description: 'What became of your reports, requests and appeals',
    kinds: { report: 'Report', flag: 'Report', request: 'Request', appeal: 'Appeal' },
    states: {
      received: 'received',
      in_hand: 'being looked at',
      waits_for_you: 'waiting for your answer',
      done: 'done',
    },
    line: (number: number, kind: string, state: string, when: string) =>
      `**#${number}** · ${kind} · ${state} · ${when}`,
    nothing: 'You have sent nothing to the team yet. `/report`, `/ticket` and `/appeal` do that.',
    noMore: 'There is nothing older.',
    older: 'Older',
  },
  {
    de: {
      description: 'Was aus deinen Meldungen, Anfragen und Einsprüchen wurde',
      kinds: { report: 'Meldung', flag: 'Meldung', request: 'Anfrage', appeal: 'Einspruch' },
      states: {
        received: 'eingegangen',
        in_hand: 'wird angesehen',
        waits_for_you: 'wartet auf deine Antwort',
        done: 'erledigt',
      },
      line: (number, kind, state, when) => `**#${number}** · ${kind} · ${state} · ${when}`,
      nothing: 'Du hast dem Team noch nichts geschickt. Das geht mit `/report`, `/ticket` und `/appeal`.',
      noMore: 'Es gibt nichts Älteres.',
      older: 'Ältere',
    },
  },
);
