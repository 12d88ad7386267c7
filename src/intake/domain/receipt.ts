import type { Status, Stream } from '#kernel';

/** The answer to an accepted signal; it exists only after the commit (I1). */
export interface Receipt {
  readonly signalId: string;
  readonly ticketId: string;
  readonly ticketNumber: number;
  readonly stream: Stream;
  readonly status: Status;
  /** True when this (source, external id) had been accepted before; the rest is the first one's (I2). */
  readonly duplicate: boolean;
}
