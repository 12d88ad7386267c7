import { isString, Matches, ValidateBy } from 'class-validator';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const CLOSING = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

export function IsTimeOfDay(): PropertyDecorator {
  return Matches(TIME, { message: 'must be a time of day, such as 09:30' });
}

/** Behind the `from` beside it, where that is one. Digits in fixed places compare as the times do. */
export function IsClosingTime(): PropertyDecorator {
  const isBehind = (value: unknown, start: unknown): boolean =>
    isString(value) && CLOSING.test(value) && !(isString(start) && TIME.test(start) && value <= start);
  return ValidateBy({
    name: 'matches',
    constraints: [CLOSING],
    validator: {
      validate: (value, args) => isBehind(value, fromOf(args?.object)),
      defaultMessage: () => 'must be a time of day behind "from", up to 24:00',
    },
  });
}

function fromOf(span: object | undefined): unknown {
  return span && 'from' in span ? span.from : null;
}
