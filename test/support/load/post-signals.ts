import { setTimeout as delay } from 'node:timers/promises';
import { call, type Answer } from '../call.js';

/** Where signals are posted, and as which source. */
export interface Door {
  readonly url: string;
  readonly guildId: string;
  readonly token: string;
}

export interface SentSignal {
  readonly externalId: string;
  readonly [field: string]: unknown;
}

export interface SignalReceipt {
  readonly signalId: string;
  readonly ticketId: string;
  readonly ticketNumber: number;
  readonly stream: string;
  readonly status: string;
  readonly duplicate: boolean;
}

/** Null: the connection broke and nothing is known. */
export type SignalAnswer = Answer<SignalReceipt & { readonly code?: string }> | null;

/** A report by one of `reporters` people about one of `subjects`: some join, some open tickets. */
export function aReport(i: number, { subjects = 150, reporters = 40 } = {}): SentSignal {
  return {
    externalId: `signal-${i}`,
    kind: 'report',
    category: 'harassment',
    subject: { type: 'user', id: String(3n * 10n ** 17n + BigInt(i % subjects)), name: `Subject ${i}` },
    reporter: { id: String(2n * 10n ** 17n + BigInt((i * 7) % reporters)), name: null },
    text: `they said something about number ${i % 5}`,
  };
}

export async function postSignal({ url, guildId, token }: Door, signal: SentSignal): Promise<SignalAnswer> {
  try {
    return await call({ url }, 'POST', `/v1/guilds/${guildId}/signals`, token, signal);
  } catch {
    return null;
  }
}

/** So many clients at once, each on a connection of its own, each waiting for its answer before the next. */
export async function postSignals(
  door: Door,
  signals: readonly SentSignal[],
  clients: number,
  onAnswer: (signal: SentSignal, answer: SignalAnswer) => void,
): Promise<void> {
  const left = signals.values();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const signal of left) onAnswer(signal, await postSignal(door, signal));
    }),
  );
}

export interface Posting {
  /** What was answered with 202, by external id. */
  readonly acknowledged: ReadonlyMap<string, SignalReceipt>;
  /** Every other answer; broken connections are counted apart. */
  readonly refused: readonly NonNullable<SignalAnswer>[];
  readonly broken: number;
  /** Sends no new signal; resolves when each one that was sent is acknowledged, or given up. */
  stop(): Promise<void>;
}

/**
 * Posts new signals without end. With `retry` each is sent until it is acknowledged, as a careful sender
 * does; without, once. Of several doors it is another one each time.
 */
export function keepPosting(
  to: Door | readonly Door[],
  {
    clients,
    retry,
    pauseMs,
  }: { readonly clients: number; readonly retry: boolean; readonly pauseMs: number },
): Posting {
  const acknowledged = new Map<string, SignalReceipt>();
  const refused: NonNullable<SignalAnswer>[] = [];
  let broken = 0;
  let next = 0;
  const stopping = new AbortController();
  const doors = [to].flat();
  let tried = 0;
  const send = async (signal: SentSignal): Promise<void> => {
    for (;;) {
      const answer = await postSignal(doors[(tried += 1) % doors.length]!, signal);
      if (answer?.status === 202) {
        acknowledged.set(signal.externalId, answer.body);
        return;
      }
      if (answer === null) broken += 1;
      else refused.push(answer);
      if (!retry) return;
      await delay(pauseMs);
    }
  };
  const running = Array.from({ length: clients }, async () => {
    while (!stopping.signal.aborted) {
      await send(aReport((next += 1)));
      await delay(pauseMs);
    }
  });
  return {
    acknowledged,
    refused,
    get broken() {
      return broken;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
