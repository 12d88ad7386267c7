import type { Actor } from '#kernel';
import type { StaffCommand, SystemCommand } from './domain/commands.js';

export interface CommandOptions {
  readonly actor: Actor;
  /** The version it was decided on; null for Docket's own and for what does not depend on it. */
  readonly version: number | null;
}

export interface SplitRequest {
  readonly signalIds: readonly string[];
  readonly title: string;
  readonly reason: string;
}

type SystemSingle =
  'expireClaim' | 'wake' | 'hear' | 'warn' | 'breach' | 'page' | 'recordAction' | 'remind' | 'closeStale';

/** Commands on one ticket; those on two have methods of their own. */
export type SingleCommand =
  Exclude<StaffCommand, { type: 'merge' }> | Extract<SystemCommand, { type: SystemSingle }>;
