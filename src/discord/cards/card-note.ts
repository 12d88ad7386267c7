/** What keeps a ticket from being shown as it should, told to whoever runs the guild. */
export interface CardNote {
  readonly code: string;
  readonly text: string;
}

export const NOTES = {
  no_channel: 'The stream has no channel. Choose one with /setup.',
  channel_gone: 'The channel of the stream is gone. Choose another one with /setup.',
  parties_see_all:
    'Someone who is party to this ticket sees every staff channel, so it has no card. Work it in the console, or give /setup a restricted channel that they do not see.',
  threads_full: 'The server has as many active threads as Discord allows, so this ticket has none.',
  no_thread: 'Docket may not start threads in this channel. Give it the permission Create Public Threads.',
} as const;

export function noteOf(code: keyof typeof NOTES): CardNote {
  return { code, text: NOTES[code] };
}
