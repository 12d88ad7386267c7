import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { correlationId } from './correlation.js';
import { redactText } from './redact-text.js';

const SECRET_KEYS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'token',
  'adminToken',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'client_secret',
  'connectionString',
  'databaseUrl',
  'signature',
];
/** Texts that people wrote; whoever must refer to one logs its `safeText`. */
const TEXT_KEYS = ['content', 'text', 'parameters', 'detail'];
/** Where Postgres says what it was reading when it failed: in JSON, a piece of the JSON. */
const POSTGRES_TEXT_KEYS = ['where', 'internalQuery'];

/** What the framework says while it wires itself up: true of every start, so it says nothing. */
const WIRING = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

type JsonRecord = ReturnType<ConsoleLogger['getJsonLogObject']>;

/**
 * One JSON object a line, or coloured text where a person watches. Object first, sentence second:
 * `logger.warn({ attempt }, 'Trying again')`.
 */
export class DocketLogger extends ConsoleLogger {
  constructor(pretty: boolean) {
    super({
      prefix: 'Docket',
      json: !pretty,
      colors: pretty,
      flattenParams: true,
      redact: [...SECRET_KEYS, ...TEXT_KEYS],
      logLevels: ['log', 'warn', 'error', 'fatal'],
    });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (WIRING.has(String(rest.at(-1)))) return;
    super.log(...this.sentenceFirst(message, rest));
  }

  override warn(message: unknown, ...rest: unknown[]): void {
    super.warn(...this.sentenceFirst(message, rest));
  }

  override error(message: unknown, ...rest: unknown[]): void {
    super.error(...this.sentenceFirst(message, rest));
  }

  override fatal(message: unknown, ...rest: unknown[]): void {
    super.fatal(...this.sentenceFirst(message, rest));
  }

  protected override getJsonLogObject(...args: Parameters<ConsoleLogger['getJsonLogObject']>): JsonRecord {
    const record = super.getJsonLogObject(...args);
    const id = correlationId();
    if (typeof record.message === 'string') record.message = redactText(record.message);
    return id === undefined ? record : { ...record, correlationId: id };
  }

  protected override serializeError(
    ...args: Parameters<ConsoleLogger['serializeError']>
  ): Record<string, unknown> {
    return withoutTexts(super.serializeError(...args));
  }

  protected override stringifyMessage(message: unknown, logLevel: LogLevel): string {
    return redactText(super.stringifyMessage(message, logLevel));
  }

  protected override stringifyParams(params: Record<string, unknown>): string {
    const id = correlationId();
    return redactText(super.stringifyParams(id === undefined ? params : { ...params, correlationId: id }));
  }

  private sentenceFirst(message: unknown, rest: unknown[]): [unknown, ...unknown[]] {
    const [sentence, ...others] = rest;
    if (
      typeof sentence !== 'string' ||
      message === null ||
      typeof message !== 'object' ||
      message instanceof Error
    ) {
      return [message, ...rest];
    }
    const params = Object.entries(message).map(([key, value]) => [
      key,
      value instanceof Error ? this.serializeError(value) : value,
    ]);
    return [sentence, Object.fromEntries(params), ...others];
  }
}

/** Leaves an error what a developer needs. Postgres quotes the offending value in data errors (class 22). */
function withoutTexts(error: Record<string, unknown>): Record<string, unknown> {
  const { code, severity } = error;
  const quotes = severity !== undefined && typeof code === 'string' && code.startsWith('22');
  return Object.fromEntries(
    Object.entries(error)
      .filter(
        ([key]) => !TEXT_KEYS.includes(key) && (severity === undefined || !POSTGRES_TEXT_KEYS.includes(key)),
      )
      .map(([key, value]) => {
        if (typeof value !== 'string') return [key, value];
        if (quotes && key === 'message') return [key, `data exception ${code}`];
        if (quotes && key === 'stack') return [key, value.slice(Math.max(0, value.search(/^\s+at /m)))];
        return [key, redactText(value)];
      }),
  );
}
