import { pathsList } from 'discord-api-spec';
import type { FieldProblem } from '../errors.js';
import { bodySchemas, querySchemas } from './schemas.js';

/** One way in which a request differs from what Discord publishes. */
export interface Violation {
  readonly route: string;
  readonly path: string;
  readonly problem: string;
  /** Whether Discord refuses it (50035) or silently ignores it (a field or parameter it does not know). */
  readonly refused: boolean;
}

/** Bit fields may be sent as numbers or as strings of digits; the published schemas name only numbers. */
const BIT_FIELDS = new Set(['permissions', 'allow', 'deny', 'default_member_permissions']);

function withNumericBits(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumericBits);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const digits = BIT_FIELDS.has(key) && typeof inner === 'string' && /^\d+$/.test(inner);
      return [key, digits ? Number(inner) : withNumericBits(inner)];
    }),
  );
}

/** What discord.js adds to every kind of message, with the value that asks for nothing. */
const LIBRARY_HABITS: Readonly<Record<string, unknown>> = { enforce_nonce: false, tts: false };

/** The fields a schema let fall: nobody at Discord reads them. */
function ignoredFields(sent: unknown, read: unknown, path: string): string[] {
  if (Array.isArray(sent)) {
    const list = Array.isArray(read) ? (read as unknown[]) : [];
    return sent.flatMap((one, index) => ignoredFields(one, list[index], `${path}[${index}]`));
  }
  if (typeof sent !== 'object' || sent === null || typeof read !== 'object' || read === null) return [];
  const known = read as Record<string, unknown>;
  return Object.entries(sent).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (LIBRARY_HABITS[key] === inner) return [];
    return key in known ? ignoredFields(inner, known[key], at) : [at];
  });
}

export interface Checked {
  readonly violations: Violation[];
  /** What Discord would answer 50035 with. */
  readonly problems: FieldProblem[];
}

export function isPublished(method: string, template: string): boolean {
  const list = pathsList[method.toLowerCase() as keyof typeof pathsList] as readonly string[] | undefined;
  return list?.includes(template) ?? false;
}

/** Holds one request against the published schema of its route. */
export function checkRequest(route: string, body: unknown, query: URLSearchParams): Checked {
  const violations: Violation[] = [];
  const problems: FieldProblem[] = [];
  const asked = querySchemas[route]?.safeParse(Object.fromEntries(query));
  for (const issue of asked?.error?.issues ?? []) {
    const refused = issue.code !== 'unrecognized_keys';
    const path = issue.path.map(String);
    violations.push({ route, path: `?${path.join('.')}`, problem: describe(issue), refused });
    if (refused) problems.push({ path, code: issue.code, message: describe(issue) });
  }
  const schema = bodySchemas[route]?.(body);
  if (!schema) return { violations, problems };
  const sent = withNumericBits(body ?? {});
  const result = schema.safeParse(sent);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const path = issue.path.map(String);
      violations.push({ route, path: path.join('.'), problem: describe(issue), refused: true });
      problems.push({ path, code: issue.code, message: describe(issue) });
    }
    return { violations, problems };
  }
  for (const path of ignoredFields(sent, result.data, '')) {
    violations.push({
      route,
      path,
      problem: 'Discord knows no such field here and ignores it',
      refused: false,
    });
  }
  return { violations, problems };
}

function describe(issue: { code: string; message: string }): string {
  const { code, message, ...rest } = issue;
  const details = JSON.stringify({ ...rest, path: undefined, input: undefined });
  return `${message || code} (${code} ${details.slice(0, 300)})`;
}
