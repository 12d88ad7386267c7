import type { Provider } from '@nestjs/common';
import { MemberLocaleStore } from './db/member-locale.store.js';
import { Languages } from './languages.js';
import { StaffSightings } from './staff-sightings.js';
import { TeamListener } from './team-listener.js';
import { TeamSync } from './team-sync.js';

/** Who is on the team, and which language people speak. */
export const PEOPLE_PROVIDERS: Provider[] = [
  StaffSightings,
  TeamSync,
  TeamListener,
  MemberLocaleStore,
  Languages,
];
