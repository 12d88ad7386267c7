/**
 * What a failed call to Discord means: `retry` later, `limited` until a time, `gone` for what is not there any
 * more, `refused` for what will be refused again until somebody changes something on Discord.
 */
export type FailureClass = 'retry' | 'limited' | 'gone' | 'refused';

/** Discord's JSON error codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const UNKNOWN = new Set([10_003, 10_004, 10_007, 10_008, 10_011, 10_013, 10_026]);

/** By the HTTP status and Discord's own code; a status of 0 is a network that failed. */
export function failureClass(status: number, code: number): FailureClass {
  if (status === 0 || status >= 500) return 'retry';
  if (status === 429) return 'limited';
  if (UNKNOWN.has(code) || status === 404) return 'gone';
  return 'refused';
}
