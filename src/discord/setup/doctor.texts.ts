import { defineTexts } from '../text/texts.js';

export const doctorTexts = defineTexts(
  {
    description: 'Check what Docket needs in this server, and how to fix what is missing',
    retry: 'Also try again what Discord has refused',
    well: 'All is well: Docket has everything it needs in this server.',
    found: (count: number) => (count === 1 ? 'One thing needs a look:' : `${count} things need a look:`),
    more: (count: number) => `… and ${count} more. Put these right first, then ask again.`,
    severity: { broken: '🔴', risk: '🟠', limited: '🟡' },
  },
  {
    de: {
      description: 'Prüft, was Docket auf diesem Server braucht, und wie sich Fehlendes beheben lässt',
      retry: 'Auch noch einmal versuchen, was Discord abgelehnt hat',
      well: 'Alles in Ordnung: Docket hat auf diesem Server alles, was es braucht.',
      found: (count) =>
        count === 1 ? 'Eine Sache braucht einen Blick:' : `${count} Dinge brauchen einen Blick:`,
      more: (count) => `… und ${count} weitere. Behebe erst diese, dann frag noch einmal.`,
      severity: { broken: '🔴', risk: '🟠', limited: '🟡' },
    },
  },
);
