import type { ValidationError } from 'class-validator';

/** One thing wrong in what was sent: where, and what to do about it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
  readonly [key: string]: string;
}

const MOST_ERRORS = 50;
const LONGEST_PATH = 200;
const LONGEST_MESSAGE = 300;
const HALF_PAIR = /[\ud800-\udbff]$/;

/** The failures of class-validator as a flat list in document order; bounded, as the sender decides how many. */
export function fieldErrors(failures: readonly ValidationError[]): FieldError[] {
  const found: FieldError[] = [];
  collect(failures, '', found);
  return found;
}

function collect(failures: readonly ValidationError[], parent: string, found: FieldError[]): void {
  for (const failure of failures) {
    if (found.length >= MOST_ERRORS) return;
    const path = join(parent, failure.property);
    for (const message of new Set(Object.values(failure.constraints ?? {}))) {
      if (found.length >= MOST_ERRORS) return;
      found.push({
        path: cut(path, LONGEST_PATH),
        message: cut(spell(message, failure.property), LONGEST_MESSAGE),
      });
    }
    collect(failure.children ?? [], path, found);
  }
}

/** `signals[3].subject.id`, as one would write it. */
function join(parent: string, property: string): string {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
}

function spell(message: string, property: string): string {
  return message === `property ${property} should not exist` ? 'is not known here: leave it out' : message;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(HALF_PAIR, '')}…`;
}
