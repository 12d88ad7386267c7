import { defineTexts } from '../../text/texts.js';

export const logChannelTexts = defineTexts(
  {
    description: 'Channels into which other bots log: what they write there comes in',
    add: 'Take in what other bots log into a channel',
    remove: 'Take in nothing more from a channel',
    list: 'The channels that are read, and what keeps them from being read',
    channel: 'The channel',
    name: 'What it is called among the sources',
    category: 'The category of what comes in, where the bot does not say it, such as scam',
    severity: 'How serious it is, where the bot does not say it',
    member: 'The name of the field that holds the member',
    reason: 'The name of the field that holds the reason',
    severityField: 'The name of the field that holds the severity',
    severities: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
    added: (channel: string) => `What other bots log into ${channel} comes in from now on.`,
    preview: (count: number) => `Of its last messages ${count} would have come in, such as:`,
    noPreview: 'Among its last messages there is none of another bot that says anything.',
    line: (category: string, severity: string, subject: string, text: string) =>
      `- **${category}**, ${severity}, about ${subject}: ${text}`,
    removed: (channel: string) => `Nothing more comes in from ${channel}. What came in stays.`,
    none: 'No channel is read. Add one with `/logchannel add`.',
    problems: 'What keeps them from being read:',
    auditLog: 'The audit log cannot be read: give Docket the permission View Audit Log.',
    cannotRead: (channel: string) =>
      `${channel} cannot be read: give Docket View Channel and Read Message History there.`,
    contentOff: (channel: string) =>
      `${channel} cannot be read: switch on the intent MESSAGE_CONTENT in Discord's developer portal.`,
    taken: 'This channel is read already. Remove it first to read it in another way.',
    unknown: 'This channel is not read. `/logchannel list` shows those that are.',
    unreadable: 'Docket cannot read this channel. Give it View Channel and Read Message History there.',
    noContent:
      "Docket cannot read what other bots write: switch on the intent MESSAGE_CONTENT in Discord's developer portal, and restart it.",
  },
  {
    de: {
      description: 'Kanäle, in die andere Bots protokollieren: was sie schreiben, kommt herein',
      add: 'Hereinnehmen, was andere Bots in einem Kanal protokollieren',
      remove: 'Aus einem Kanal nichts mehr hereinnehmen',
      list: 'Welche Kanäle gelesen werden, und was daran hindert',
      channel: 'Der Kanal',
      name: 'Wie er unter den Quellen heißt',
      category: 'Die Kategorie, wo der Bot keine nennt, zum Beispiel scam',
      severity: 'Wie ernst es ist, wo der Bot es nicht sagt',
      member: 'Der Name des Feldes mit dem Mitglied',
      reason: 'Der Name des Feldes mit dem Grund',
      severityField: 'Der Name des Feldes mit der Schwere',
      severities: { low: 'niedrig', medium: 'mittel', high: 'hoch', critical: 'kritisch' },
      added: (channel) => `Was andere Bots in ${channel} protokollieren, kommt ab jetzt herein.`,
      preview: (count) => `Von den letzten Nachrichten wären ${count} hereingekommen, zum Beispiel:`,
      noPreview: 'Unter den letzten Nachrichten ist keine eines anderen Bots, die etwas sagt.',
      line: (category, severity, subject, text) => `- **${category}**, ${severity}, über ${subject}: ${text}`,
      removed: (channel) => `Aus ${channel} kommt nichts mehr herein. Was hereinkam, bleibt.`,
      none: 'Es wird kein Kanal gelesen. Mit `/logchannel add` kommt einer dazu.',
      problems: 'Was am Lesen hindert:',
      auditLog: 'Das Audit-Log ist nicht lesbar: gib Docket die Berechtigung „Audit-Log anzeigen“.',
      cannotRead: (channel) =>
        `${channel} ist nicht lesbar: gib Docket dort „Kanal ansehen“ und „Nachrichtenverlauf anzeigen“.`,
      contentOff: (channel) =>
        `${channel} ist nicht lesbar: schalte im Entwicklerportal von Discord den Intent MESSAGE_CONTENT ein.`,
      taken: 'Dieser Kanal wird schon gelesen. Entferne ihn erst, um ihn anders zu lesen.',
      unknown: 'Dieser Kanal wird nicht gelesen. `/logchannel list` zeigt die gelesenen.',
      unreadable:
        'Docket kann diesen Kanal nicht lesen. Gib ihm dort „Kanal ansehen“ und „Nachrichtenverlauf anzeigen“.',
      noContent:
        'Docket kann nicht lesen, was andere Bots schreiben: schalte im Entwicklerportal von Discord den Intent MESSAGE_CONTENT ein und starte neu.',
    },
  },
);

export type LogChannelTexts = (typeof logChannelTexts)['en'];
