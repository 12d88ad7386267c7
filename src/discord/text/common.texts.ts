import { defineTexts } from './texts.js';

/** What any interaction may be answered with. */
export const commonTexts = defineTexts(
  {
    notSetUp: 'Docket is not set up in this server yet. An administrator does it with `/setup`.',
    needsRole: (role: string) =>
      `This needs the role ${role} in Docket. An administrator gives it with \`/setup\`.`,
    onlyInServer: 'This works only in a server.',
    outOfDate: 'This button belongs to something that is no longer there. Use the newest card, or a command.',
    unavailable: 'Docket cannot reach what it needs just now, so nothing was changed. Try again in a minute.',
    notSaved:
      'This could not be saved, because Docket cannot reach what it needs just now. Try again in a minute.',
    yourWords: 'Nothing is lost. What you wrote, to copy:',
    tooSlow: 'This takes longer than expected. It may still happen: look at the ticket before you try again.',
    failed: (id: string) =>
      `Something went wrong on our side, and it may not have been done. If it happens again, tell an administrator: ${id}`,
    refused: (why: string) => why,
    answer: 'Answer',
    answerLabel: 'What the team should read',
    heard: 'Passed on to the team.',
    notHeard: 'This could not be passed on to the team. Please send it again in a minute.',
    answerAMessage:
      'I do not know what this is about. Answer one of my messages (Reply), or use `/status` in the server.',
    roles: { member: 'member', moderator: 'moderator', senior: 'senior', admin: 'admin' },
  },
  {
    de: {
      notSetUp:
        'Docket ist auf diesem Server noch nicht eingerichtet. Ein Administrator macht das mit `/setup`.',
      needsRole: (role) =>
        `Dafür brauchst du in Docket die Rolle ${role}. Ein Administrator vergibt sie mit \`/setup\`.`,
      onlyInServer: 'Das geht nur auf einem Server.',
      outOfDate:
        'Dieser Knopf gehört zu etwas, das es nicht mehr gibt. Nimm die neueste Karte oder einen Befehl.',
      unavailable:
        'Docket erreicht gerade nicht, was es braucht; es wurde nichts geändert. Versuche es in einer Minute noch einmal.',
      notSaved:
        'Das konnte nicht gespeichert werden, weil Docket gerade nicht erreicht, was es braucht. Versuche es in einer Minute noch einmal.',
      yourWords: 'Es ist nichts verloren. Was du geschrieben hast, zum Kopieren:',
      tooSlow:
        'Das dauert länger als gedacht. Es kann noch geschehen: sieh nach, bevor du es noch einmal versuchst.',
      failed: (id) =>
        `Bei uns ist etwas schiefgegangen, vielleicht ist es nicht geschehen. Wenn es wieder vorkommt, sag es einem Administrator: ${id}`,
      refused: (why) => why,
      answer: 'Antworten',
      answerLabel: 'Was das Team lesen soll',
      heard: 'An das Team weitergegeben.',
      notHeard:
        'Das konnte nicht an das Team weitergegeben werden. Bitte schick es in einer Minute noch einmal.',
      answerAMessage:
        'Ich weiß nicht, worum es geht. Antworte auf eine meiner Nachrichten, oder benutze `/status` auf dem Server.',
      roles: { member: 'Mitglied', moderator: 'Moderator', senior: 'Senior', admin: 'Admin' },
    },
  },
);
