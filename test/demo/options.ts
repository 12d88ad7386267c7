import { parseArgs } from 'node:util';
import { CLOSES } from './plan/plan-day.js';

export interface DemoOptions {
  readonly seed: number;
  /** How many minutes of the day pass in one. */
  readonly speed: number;
  /** Minutes after midnight at which the day ends. */
  readonly until: number;
  readonly stay: boolean;
}

export function demoOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '7' },
      speed: { type: 'string', default: '240' },
      until: { type: 'string', default: clock(CLOSES) },
      stay: { type: 'boolean', default: false },
    },
  });
  const [seed, speed] = [Number(values.seed), Number(values.speed)];
  if (!Number.isSafeInteger(seed)) throw new Error('--seed takes a whole number, such as 7');
  if (!(speed > 0)) throw new Error('--speed takes a number above 0, such as 60');
  const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(values.until) ?? [];
  if (hour === undefined) throw new Error('--until takes a time of the day, such as 10:30');
  return { seed, speed, until: Number(hour) * 60 + Number(minute), stay: values.stay };
}

export function clock(minutes: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(minutes / 60)}:${two(minutes % 60)}`;
}
