import { setTimeout as delay } from 'node:timers/promises';
import type { Harbour } from './harbour.js';
import { appeal, askForHelp, converse, postLog, raid, reportByCommand, reportMessage } from './members-do.js';
import type { Shift } from './moderators-do.js';
import { clock, type DemoOptions } from './options.js';
import type { DayEvent, Deed } from './plan/day-event.js';
import { OPENS } from './plan/plan-day.js';
import { DiscordError } from '../support/discord-server/errors.js';
import { ActorRefused } from '../support/discord-server/index.js';

/** Plays one after the other at its time; what takes longer moves the rest of the day. */
export async function playDay(
  day: readonly DayEvent[],
  harbour: Harbour,
  shift: Shift,
  { speed, until }: DemoOptions,
  stopping: AbortSignal,
): Promise<void> {
  let now = OPENS;
  for (const { at, deed } of day) {
    if (at >= until || stopping.aborted) return;
    await delay(((at - now) * 60_000) / speed, null, { signal: stopping }).catch(() => undefined);
    now = at;
    if (stopping.aborted) return;
    const line = await play(harbour, shift, deed);
    if (line !== null) console.log(`${clock(at)}  ${line.replaceAll('\n', ' ')}`);
  }
}

async function play(harbour: Harbour, shift: Shift, deed: Deed): Promise<string | null> {
  try {
    return await told(harbour, shift, deed);
  } catch (error) {
    // Discord itself holds people back, somebody under a timeout for example.
    if (error instanceof ActorRefused || error instanceof DiscordError) {
      return `Discord holds somebody back: ${error.message}`;
    }
    throw error;
  }
}

async function told(harbour: Harbour, shift: Shift, deed: Deed): Promise<string | null> {
  const { person, general } = harbour;
  switch (deed.type) {
    case 'chat':
      person(deed.who).trySend(general, deed.text);
      return `${deed.who}: ${deed.text}`;
    case 'blocked':
      person(deed.who).trySend(general, deed.text);
      return `AutoMod keeps back what ${deed.who} wrote: "${deed.text}"`;
    case 'report-message':
      return reportMessage(harbour, deed);
    case 'report-command':
      return reportByCommand(harbour, deed);
    case 'log':
      return postLog(harbour, deed);
    case 'raid':
      return raid(harbour, deed);
    case 'appeal':
      return appeal(harbour, deed);
    case 'ask':
      return askForHelp(harbour, deed);
    case 'converse':
      return converse(harbour, deed);
    case 'claim':
      return shift.claim(deed.who, deed.desk);
    case 'resolve':
      return shift.resolve(deed.who);
    default:
      return deed satisfies never;
  }
}
