export const MEMBERS = ['ann', 'ben', 'cem', 'dora', 'eli', 'finn', 'gil', 'hana', 'ivo', 'jun'] as const;
export const TROUBLE = ['shark', 'loud', 'troll', 'rude'] as const;
export const MODERATORS = ['mara', 'nils', 'oda'] as const;
export const LOG_BOTS = ['Warden', 'Gatekeeper'] as const;

/** The moderators' streams a shift goes through; each is a channel of the server. */
export const DESKS = ['review', 'escalation', 'support', 'appeal'] as const;

export const CHAT = [
  'good morning everybody',
  'who is in for the game night?',
  'the new update is great',
  'has anyone seen my sandwich',
  'that was close!',
  'see you at the stage tonight',
] as const;
export const RUDE = [
  'you are all stupid',
  'nobody wants you here, leave',
  'send me coins and I double them',
  'LOUD NOISES LOUD NOISES',
] as const;
export const BLOCKED = ['get free nitro at gift.example', 'free nitro for the first ten, quick'] as const;
export const LOGGED = [
  'Deleted 12 messages of one account',
  'An account of three hours posts links',
  'Somebody tried seven invites in a minute',
] as const;
export const QUESTIONS = [
  { subject: 'No sound', text: 'The stage is silent for me.' },
  { subject: 'Lost role', text: 'My supporter role is gone since the update.' },
  { subject: 'My name', text: 'Can you change the colour of my name?' },
] as const;
export const CATEGORIES = ['spam', 'harassment', 'scam'] as const;
