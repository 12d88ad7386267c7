import {
  BLOCKED,
  CATEGORIES,
  CHAT,
  DESKS,
  LOGGED,
  LOG_BOTS,
  MEMBERS,
  MODERATORS,
  QUESTIONS,
  RUDE,
  TROUBLE,
} from './cast.js';
import type { DayEvent, Deed } from './day-event.js';
import { Random } from './random.js';

export const OPENS = 8 * 60;
export const CLOSES = 20 * 60;
const RAID_FROM = 14 * 60;

/** Everything that happens on one day of the server, in order: the same for the same seed. */
export function planDay(seed: number): DayEvent[] {
  const random = new Random(seed);
  const day: DayEvent[] = [];
  for (let at = OPENS; at < CLOSES; at += random.between(1, 4)) {
    const deed = memberDeed(random);
    day.push({ at, deed });
    if (deed.type === 'ask') day.push(answer(at, deed.who, random));
  }
  for (let at = OPENS + 10; at < CLOSES; at += random.between(12, 20)) day.push(...turn(at, random));
  day.push({ at: RAID_FROM + random.between(0, 120), deed: { type: 'raid', size: random.between(30, 60) } });
  return day.sort((a, b) => a.at - b.at);
}

/** A moderator takes a ticket and ends it some minutes later. */
function turn(at: number, random: Random): DayEvent[] {
  const who = random.pick(MODERATORS);
  return [
    { at, deed: { type: 'claim', who, desk: random.pick(DESKS) } },
    { at: at + random.between(3, 10), deed: { type: 'resolve', who } },
  ];
}

/** A moderator asks back, and the member says more. */
function answer(askedAt: number, member: string, random: Random): DayEvent {
  const deed = { type: 'converse', who: random.pick(MODERATORS), with: member } as const;
  return { at: askedAt + random.between(2, 6), deed };
}

function memberDeed(random: Random): Deed {
  const [who, about, chance] = [random.pick(MEMBERS), random.pick(TROUBLE), random.next()];
  if (chance < 0.55) return { type: 'chat', who, text: random.pick(CHAT) };
  if (chance < 0.67) return { type: 'report-message', who, about, text: random.pick(RUDE) };
  if (chance < 0.73) {
    return { type: 'report-command', who, about, category: random.pick(CATEGORIES), text: random.pick(RUDE) };
  }
  if (chance < 0.8) return { type: 'blocked', who: about, text: random.pick(BLOCKED) };
  if (chance < 0.9) return { type: 'log', bot: random.pick(LOG_BOTS), about, text: random.pick(LOGGED) };
  if (chance < 0.94) return { type: 'appeal', who: about };
  return { type: 'ask', who, ...random.pick(QUESTIONS) };
}
