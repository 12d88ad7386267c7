import { defineTexts } from '../../text/texts.js';

/** What a refusal says of the ticket as it stands; empty where it says nothing. */
export interface RefusalFacts {
  /** `#1042`, or the words for a ticket without a number. */
  readonly ticket: string;
  /** Who holds it: a mention that pings nobody. */
  readonly owner: string;
  /** Until when. */
  readonly until: string;
  readonly status: string;
  /** What the command takes instead. */
  readonly allowed: string;
}

/** Refusals by their code, with what to do; a code without a text is told in the words of the domain. */
export const refusalTexts = defineTexts(
  {
    theTicket: 'The ticket',
    somebody: 'Someone else',
    nobody: 'nobody',
    until: (time: string) => ` until ${time}`,
    codes: {
      unknown_ticket: () => 'There is no such ticket. Check its number.',
      already_claimed: ({ ticket, owner, until }: RefusalFacts) =>
        `${owner} has claimed ${ticket}${until}. Take another, or ask them to hand it over.`,
      claimed_by_other: ({ ticket, owner, until }: RefusalFacts) =>
        `${owner} is working on ${ticket}${until}, so nothing was done. Ask them to hand it over, or a senior to reassign it.`,
      version_moved: ({ ticket, owner, status }: RefusalFacts) =>
        `${ticket} has changed since you looked, so nothing was done. It is **${status}** now, with ${owner}. Look at it again and decide anew.`,
      claim_lost: ({ ticket }: RefusalFacts) =>
        `Your claim on ${ticket} has ended, so nothing was done. Look at it again and claim it anew.`,
      claim_required: ({ ticket }: RefusalFacts) =>
        `In this stream only the person who claimed a ticket works on it. Claim ${ticket} first.`,
      claims_off: () => 'Tickets of this stream are not claimed. Work on it directly.',
      senior_required: () =>
        'Only the owner or a senior passes a ticket on. Claim it yourself, or ask a senior.',
      cannot_own: () =>
        'That person is party to this ticket or decided what it contests. Choose someone else.',
      own_decision: () =>
        'You decided what this appeal contests, so someone else must decide the appeal. You can add a note. In a team too small, a senior resolves it with a waiver that says why.',
      illegal_move: ({ ticket, status, allowed }: RefusalFacts) =>
        `${ticket} is **${status}**, and this works only when it is ${allowed}.`,
      wrong_outcome: ({ allowed }: RefusalFacts) =>
        `That outcome does not fit this ticket. It can end as ${allowed}.`,
      actions_need_outcome: () =>
        'An action goes with the outcomes actioned, overturned or reduced. Leave it out, or change the outcome.',
      same_thing_open: () => 'Another ticket about the same thing is open. Work on that one instead.',
      merged_elsewhere: () => 'This ticket was merged into another. Work on that one instead.',
      not_on_staff: () => 'A ticket is handed over only to members of the team. Name a moderator.',
      bad_until: () =>
        'The time must lie in the future, within a year. For example `2h`, `3d`, `tomorrow 9:00` or `2026-08-20 14:00`.',
      bad_tag: () => 'A tag has 1 to 32 characters of a-z, 0-9, _ and -. Rename it.',
      too_many_tags: () => 'A ticket has at most 20 tags. Remove some first.',
    },
  },
  {
    de: {
      theTicket: 'Das Ticket',
      somebody: 'Jemand anders',
      nobody: 'niemandem',
      until: (time) => ` bis ${time}`,
      codes: {
        unknown_ticket: () => 'Dieses Ticket gibt es nicht. Prüfe die Nummer.',
        already_claimed: ({ ticket, owner, until }) =>
          `${owner} hat ${ticket}${until} übernommen. Nimm ein anderes, oder lass es dir übergeben.`,
        claimed_by_other: ({ ticket, owner, until }) =>
          `${owner} arbeitet${until} an ${ticket}; es wurde nichts geändert. Lass es dir übergeben, oder bitte einen Senior, es neu zuzuteilen.`,
        version_moved: ({ ticket, owner, status }) =>
          `${ticket} hat sich geändert, seit du es angesehen hast; es wurde nichts geändert. Es ist jetzt **${status}**, bei ${owner}. Sieh es dir noch einmal an.`,
        claim_lost: ({ ticket }) =>
          `${ticket} gehört dir nicht mehr; es wurde nichts geändert. Sieh es dir noch einmal an und übernimm es neu.`,
        claim_required: ({ ticket }) =>
          `In diesem Bereich arbeitet nur an einem Ticket, wer es übernommen hat. Übernimm ${ticket} zuerst.`,
        claims_off: () => 'Tickets dieses Bereichs werden nicht übernommen. Arbeite direkt daran.',
        senior_required: () =>
          'Nur wer ein Ticket hat oder Senior ist, gibt es weiter. Übernimm es selbst, oder bitte einen Senior.',
        cannot_own: () =>
          'Um diese Person geht es in dem Ticket, oder sie hat entschieden, was es anficht. Wähle jemand anderen.',
        own_decision: () =>
          'Du hast entschieden, was dieser Einspruch anficht; also entscheidet jemand anders. Du kannst eine Notiz schreiben. Ist das Team zu klein, schließt ein Senior ihn mit einer Begründung ab.',
        illegal_move: ({ ticket, status, allowed }) =>
          `${ticket} ist **${status}**; das geht nur, wenn es ${allowed} ist.`,
        wrong_outcome: ({ allowed }) => `Dieses Ergebnis passt nicht zu dem Ticket. Möglich sind ${allowed}.`,
        actions_need_outcome: () =>
          'Eine Maßnahme gehört zu den Ergebnissen Maßnahme ergriffen, aufgehoben oder gemildert. Lass sie weg, oder ändere das Ergebnis.',
        same_thing_open: () => 'Ein anderes Ticket zum selben Thema ist offen. Arbeite an jenem weiter.',
        merged_elsewhere: () =>
          'Dieses Ticket wurde mit einem anderen zusammengelegt. Arbeite an jenem weiter.',
        not_on_staff: () => 'Ein Ticket wird nur an Mitglieder des Teams übergeben. Nenne einen Moderator.',
        bad_until: () =>
          'Der Zeitpunkt muss in der Zukunft liegen, höchstens ein Jahr. Zum Beispiel `2h`, `3d`, `morgen 9:00` oder `20.08.2026 14:00`.',
        bad_tag: () => 'Ein Tag hat 1 bis 32 Zeichen aus a-z, 0-9, _ und -. Nenne es anders.',
        too_many_tags: () => 'Ein Ticket hat höchstens 20 Tags. Entferne zuerst welche.',
      },
    },
  },
);
