import { defineTexts } from '../text/texts.js';

/** What any of the members' ways in may be answered with. */
export const memberTexts = defineTexts(
  {
    paused: 'The team has paused what comes in over commands. Write to a moderator directly for now.',
  },
  {
    de: {
      paused:
        'Das Team nimmt über Befehle gerade nichts entgegen. Schreib vorerst direkt jemandem aus der Moderation.',
    },
  },
);
