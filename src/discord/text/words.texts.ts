import { defineTexts } from './texts.js';

/** Docket's words as people read them. */
export const wordTexts = defineTexts(
  {
    statuses: { open: 'open', waiting: 'waiting', escalated: 'escalated', resolved: 'resolved' },
    streams: {
      auto_resolve: 'Auto-resolved',
      review: 'Review',
      escalation: 'Escalation',
      appeal: 'Appeals',
      support: 'Support',
    },
    outcomes: {
      actioned: 'actioned',
      no_violation: 'no violation',
      answered: 'answered',
      duplicate: 'duplicate',
      spam: 'spam',
      upheld: 'upheld',
      overturned: 'overturned',
      reduced: 'reduced',
      withdrawn: 'withdrawn',
    },
    waitFor: { member: 'the member', staff: 'the team', time: 'a time' },
    actions: {
      warn: 'warned',
      timeout: 'timed out',
      kick: 'kicked',
      ban: 'banned',
      message_removal: 'message removed',
      role_change: 'roles changed',
    },
  },
  {
    de: {
      statuses: { open: 'offen', waiting: 'wartend', escalated: 'eskaliert', resolved: 'erledigt' },
      streams: {
        auto_resolve: 'Automatisch erledigt',
        review: 'Prüfung',
        escalation: 'Eskalation',
        appeal: 'Einsprüche',
        support: 'Hilfe',
      },
      outcomes: {
        actioned: 'Maßnahme ergriffen',
        no_violation: 'kein Verstoß',
        answered: 'beantwortet',
        duplicate: 'doppelt',
        spam: 'Spam',
        upheld: 'bestätigt',
        overturned: 'aufgehoben',
        reduced: 'gemildert',
        withdrawn: 'zurückgezogen',
      },
      actions: {
        warn: 'verwarnt',
        timeout: 'Timeout',
        kick: 'gekickt',
        ban: 'gebannt',
        message_removal: 'Nachricht entfernt',
        role_change: 'Rollen geändert',
      },
      waitFor: { member: 'das Mitglied', staff: 'das Team', time: 'einen Zeitpunkt' },
    },
  },
);
