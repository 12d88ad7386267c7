/** The longest reason that a command on a ticket takes. */
export const MOST_REASON = 1_000;
export const MOST_NOTE = 4_000;
export const MOST_REPLY = 2_000;
