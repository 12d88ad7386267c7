import type { Provider } from '@nestjs/common';
import { StaffSightings } from './staff-sightings.js';
import { TeamListener } from './team-listener.js';
import { TeamSync } from './team-sync.js';

/** Who is on the team. */
export const PEOPLE_PROVIDERS: Provider[] = [StaffSightings, TeamSync, TeamListener];
