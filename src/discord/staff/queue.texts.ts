import { defineTexts } from '../text/texts.js';

export const queueTexts = defineTexts(
  {
    description: 'What is waiting for the team, by stream',
    line: (stream: string, open: number, waiting: number, escalated: number) =>
      `**${stream}** · ${open} open · ${waiting} waiting · ${escalated} escalated`,
    next: 'Next',
    free: 'free',
    empty: 'Nothing is waiting. The queue is empty.',
  },
  {
    de: {
      description: 'Was auf das Team wartet, nach Bereich',
      line: (stream, open, waiting, escalated) =>
        `**${stream}** · ${open} offen · ${waiting} wartend · ${escalated} eskaliert`,
      next: 'Als Nächstes',
      free: 'frei',
      empty: 'Es wartet nichts. Die Warteschlange ist leer.',
    },
  },
);
