import { ListenRefused, probeAddress } from '#platform';

/** Linux gives ports from 32768 up to whoever connects or asks for any; below, only who names one gets it. */
const FIRST = 20_000;
const OF_A_WORKER = 1_000;
const WORKERS = 12;

const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % WORKERS;
let next = process.pid % OF_A_WORKER;

/** A port of 127.0.0.1 that nobody else takes, also while what listens there is stopped for a while. */
export async function keptPort(): Promise<number> {
  for (let tried = 0; tried < OF_A_WORKER; tried += 1) {
    const port = FIRST + worker * OF_A_WORKER + next;
    next = (next + 1) % OF_A_WORKER;
    try {
      return await probeAddress('127.0.0.1', port);
    } catch (error) {
      if (!(error instanceof ListenRefused)) throw error;
    }
  }
  throw new Error('No port is free');
}
