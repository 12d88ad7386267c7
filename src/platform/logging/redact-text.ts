const CENSOR = '[REDACTED]';

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // user:password@ of a URL
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi, `$1${CENSOR}@`],
  [/\b(Bearer|Bot|Basic)\s+[\w.~+/=-]{8,}/g, `$1 ${CENSOR}`],
  // a webhook's token is part of its address
  [/(\/webhooks\/\d{17,20}\/)[\w-]{16,}/g, `$1${CENSOR}`],
  // a bot's token: id, time and signature in base64
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, CENSOR],
];

/** Takes out of a sentence (an error's, mostly) what opens something. */
export function redactText(text: string): string {
  return PATTERNS.reduce((redacted, [pattern, replacement]) => redacted.replace(pattern, replacement), text);
}
