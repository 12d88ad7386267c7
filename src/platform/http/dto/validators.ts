import { isObject, isString, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { isSnowflake } from '#kernel';

/** May be left out. Unlike class-validator's `IsOptional` it does not let null pass. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_dto, value) => value !== undefined);
}

export function IsSnowflake(options?: ValidationOptions): PropertyDecorator {
  return check('isSnowflake', 'must be a Discord id: 17 to 20 digits, as text', options, (value) => {
    return isString(value) && isSnowflake(value);
  });
}

/** Text of `min` to `max` characters, not counting white space around it. */
export function IsText(min: number, max: number, options?: ValidationOptions): PropertyDecorator {
  const message = `must be text of ${min} to ${max} characters`;
  return check(
    'isText',
    message,
    options,
    (value) => {
      return isString(value) && value.length <= max && value.trim().length >= min;
    },
    [min, max],
  );
}

/** An instant with its offset: `2026-08-01T12:00:00Z`. */
export function IsTime(options?: ValidationOptions): PropertyDecorator {
  return check('isTime', 'must be a time such as 2026-08-01T12:00:00Z', options, (value) => {
    return isString(value) && TIME.test(value) && isTimeOfSomeDay(value);
  });
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** JavaScript takes the 30th of February for the 2nd of March; a time that says one day must not mean another. */
function isTimeOfSomeDay(text: string): boolean {
  if (Number.isNaN(Date.parse(text))) return false;
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** A time zone of the IANA database, by its name. */
export function IsTimeZone(options?: ValidationOptions): PropertyDecorator {
  return check('isTimeZone', 'must be the name of a time zone, such as Europe/Berlin', options, (value) => {
    return isString(value) && /^[A-Za-z][\w/+-]{0,63}$/.test(value) && isKnownZone(value);
  });
}

function isKnownZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** An object of free JSON that takes at most so many bytes. */
export function IsJsonObject(maxBytes: number, options?: ValidationOptions): PropertyDecorator {
  return check(
    'isJsonObject',
    `must be an object of at most ${maxBytes} bytes`,
    options,
    (value) => {
      return isObject(value) && !Array.isArray(value) && Buffer.byteLength(JSON.stringify(value)) <= maxBytes;
    },
    [maxBytes],
  );
}

/** Name and constraints stand in class-validator's metadata, for whoever describes the DTOs. */
function check(
  name: string,
  message: string,
  options: ValidationOptions | undefined,
  validate: (value: unknown) => boolean,
  constraints: number[] = [],
): PropertyDecorator {
  return ValidateBy({ name, constraints, validator: { validate, defaultMessage: () => message } }, options);
}
