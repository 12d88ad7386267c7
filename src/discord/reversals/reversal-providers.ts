import type { Provider } from '@nestjs/common';
import { ReversalStore } from './db/reversal.store.js';
import { OwedReversals } from './owed-reversals.js';
import { ReversalConsumer } from './reversal-consumer.js';
import { ReversalJob } from './reversal.job.js';
import { Reverser } from './reverser.js';

/** What overturned appeals take back. */
export const REVERSAL_PROVIDERS: readonly Provider[] = [
  ReversalStore,
  ReversalConsumer,
  Reverser,
  ReversalJob,
  OwedReversals,
];
