import type { Provider } from '@nestjs/common';
import { CardAims } from './card-aim.js';
import { CardConsumer } from './card-consumer.js';
import { CardDesk } from './card-desk.js';
import { CardFailures } from './card-failures.js';
import { CardHeals } from './card-heals.js';
import { CardJob } from './card-job.js';
import { CardThreads } from './card-threads.js';
import { CardUpkeep } from './card-upkeep.js';
import { CardMarks } from './db/card-marks.js';
import { CardStore } from './db/card.store.js';
import { PageStore } from './db/page.store.js';
import { DiscordChanges } from './discord-changes.js';
import { GuildReview } from './guild-review.js';
import { KnownRefusals } from './known-refusals.js';
import { OwedCards } from './owed-cards.js';
import { OwedReviews } from './owed-reviews.js';
import { Pager } from './pager.js';
import { PostedCard } from './posted-card.js';
import { GuildSight } from './sight/guild-sight.js';
import { PartyRoles } from './sight/party-roles.js';

/** What shows tickets in staff channels. */
export const CARD_PROVIDERS: readonly Provider[] = [
  CardAims,
  CardConsumer,
  CardDesk,
  CardFailures,
  CardHeals,
  CardJob,
  CardMarks,
  CardStore,
  CardThreads,
  CardUpkeep,
  DiscordChanges,
  GuildReview,
  GuildSight,
  KnownRefusals,
  OwedCards,
  OwedReviews,
  Pager,
  PageStore,
  PartyRoles,
  PostedCard,
];

/** What its HTTP calls read. */
export const CARD_EXPORTS = [CardStore, PageStore];
