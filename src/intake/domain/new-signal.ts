import type { Signal } from '#triage';

/** What a door has made of its format: checked and bounded, not yet accepted. */
export type NewSignal = Omit<Signal, 'id' | 'guildId' | 'sourceId' | 'receivedAt'>;
