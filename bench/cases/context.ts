import type { BenchCluster } from '../support/cluster.js';
import type { BenchGuild, RunningDocket } from '../support/docket.js';

export interface BenchContext {
  readonly cluster: BenchCluster;
  readonly docket: RunningDocket;
  readonly bench: BenchGuild;
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}
