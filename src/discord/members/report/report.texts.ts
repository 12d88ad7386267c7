import { defineTexts } from '../../text/texts.js';

export const reportTexts = defineTexts(
  {
    description: 'Tell the team about a member or a message; only the team sees it',
    options: {
      category: 'What it is about',
      user: 'Who it is about',
      message: 'A link to the message: "Copy message link" in its menu',
      text: 'What happened, in your words',
      file: 'A screenshot or another file',
    },
    titles: { message: 'Report this message', user: 'Report this member', any: 'Report to the team' },
    fields: {
      category: 'What is it about?',
      user: 'Who is it about?',
      link: 'Link to the message, if there is one',
      text: 'What happened?',
      files: 'Screenshots or other files',
    },
    hints: {
      text: 'What the team should know. Only the team reads it.',
      link: 'Copy message link, in the menu of the message',
    },
    categories: {
      harassment: 'Harassment or bullying',
      hate: 'Hate or discrimination',
      threats: 'Threats or violence',
      spam: 'Spam or advertising',
      scam: 'Scam or fraud',
      phishing: 'Phishing or harmful link',
      nsfw: 'Sexual or shocking content',
      impersonation: 'Pretending to be someone else',
      account_compromise: 'Hacked account',
      doxxing: 'Private information shared',
      self_harm: 'Self-harm: someone may be in danger',
      child_safety: 'Safety of a child',
      raid: 'Raid: many accounts at once',
      staff_conduct: 'Conduct of the team',
      other: 'Something else',
    },
    thanks: (number: number) =>
      `Thanks, report #${number} is with the team. Only the team sees that you sent it. \`/status\` shows how it is going.`,
    already: (number: number) =>
      `You reported this already: it is #${number}, and the team has it. \`/status\` shows how it is going.`,
    aboutBot: 'It is about an app: the team looks at what it does here, and whose it is.',
    notCopied:
      'The message could not be read, so the team gets its link alone. If you have a screenshot, send it with `/report`.',
    ofYourself:
      'That is you. If something of yours has to go, delete it or ask the team with `/ticket`; if you are not well, please tell somebody near you.',
    ofDocket:
      'That is me: I only pass on what the team decides. For something I did wrong, use `/ticket`; against a decision of the team, `/appeal`.',
    ofNobody:
      'Say who or what it is about: choose a member, or paste the link to a message, then send it again.',
    badLink:
      'This is no link to a message of this server. Open the menu of the message, choose "Copy message link", and paste that.',
  },
  {
    de: {
      description: 'Melde dem Team ein Mitglied oder eine Nachricht; nur das Team sieht es',
      options: {
        category: 'Worum es geht',
        user: 'Um wen es geht',
        message: 'Link zur Nachricht: „Nachrichtenlink kopieren“ in ihrem Menü',
        text: 'Was passiert ist, in deinen Worten',
        file: 'Ein Screenshot oder eine andere Datei',
      },
      titles: { message: 'Diese Nachricht melden', user: 'Dieses Mitglied melden', any: 'Dem Team melden' },
      fields: {
        category: 'Worum geht es?',
        user: 'Um wen geht es?',
        link: 'Link zur Nachricht, falls es eine gibt',
        text: 'Was ist passiert?',
        files: 'Screenshots oder andere Dateien',
      },
      hints: {
        text: 'Was das Team wissen sollte. Nur das Team liest es.',
        link: '„Nachrichtenlink kopieren“ im Menü der Nachricht',
      },
      categories: {
        harassment: 'Belästigung oder Mobbing',
        hate: 'Hass oder Diskriminierung',
        threats: 'Drohungen oder Gewalt',
        spam: 'Spam oder Werbung',
        scam: 'Betrug',
        phishing: 'Phishing oder schädlicher Link',
        nsfw: 'Sexuelle oder verstörende Inhalte',
        impersonation: 'Gibt sich als jemand anderes aus',
        account_compromise: 'Gehacktes Konto',
        doxxing: 'Private Daten veröffentlicht',
        self_harm: 'Selbstverletzung: jemand ist vielleicht in Gefahr',
        child_safety: 'Sicherheit eines Kindes',
        raid: 'Raid: viele Konten auf einmal',
        staff_conduct: 'Verhalten des Teams',
        other: 'Etwas anderes',
      },
      thanks: (number) =>
        `Danke, deine Meldung #${number} ist beim Team. Nur das Team sieht, dass sie von dir ist. \`/status\` zeigt, wie es steht.`,
      already: (number) =>
        `Das hast du schon gemeldet: es ist #${number} und liegt beim Team. \`/status\` zeigt, wie es steht.`,
      aboutBot: 'Es geht um eine App: das Team sieht sich an, was sie hier tut und wem sie gehört.',
      notCopied:
        'Die Nachricht ließ sich nicht lesen, das Team bekommt nur ihren Link. Wenn du einen Screenshot hast, schick ihn mit `/report`.',
      ofYourself:
        'Das bist du selbst. Wenn etwas von dir weg soll, lösche es oder frag das Team mit `/ticket`; wenn es dir nicht gut geht, sprich bitte mit jemandem in deiner Nähe.',
      ofDocket:
        'Das bin ich: ich gebe nur weiter, was das Team entscheidet. Wenn ich etwas falsch gemacht habe, nimm `/ticket`; gegen eine Entscheidung des Teams `/appeal`.',
      ofNobody:
        'Sag, um wen oder was es geht: wähle ein Mitglied oder füge den Link zu einer Nachricht ein, und schick es noch einmal.',
      badLink:
        'Das ist kein Link zu einer Nachricht auf diesem Server. Öffne das Menü der Nachricht, wähle „Nachrichtenlink kopieren“ und füge das ein.',
    },
  },
);
