import type { DatabaseClient } from '../database-client.js';
import type { TestGuild } from '../guild.js';

/** What is done to while everything around it falls over. */
export interface ChaosStage {
  readonly guild: TestGuild;
  /** Of a source that may send as fast as it can. */
  readonly sourceToken: string;
  readonly apiUrls: readonly string[];
  readonly workerUrls: readonly string[];
}

/** Keeps using one part of Docket through the storm, and knows afterwards what must be there. */
export interface Witness {
  begin(stage: ChaosStage): Promise<void>;
  /** Starts nothing new; resolves when everything it began was acknowledged. */
  cease(): Promise<void>;
  /** Holds what is there against what was acknowledged. Tried again for a while: what is owed may still come. */
  check(database: DatabaseClient): Promise<void>;
}
