import type { JsonObject, JsonValue } from '#kernel';
import type { AlertField } from './alert.js';

export const ROLES_OF_FIELDS = [
  'member',
  'memberId',
  'reporter',
  'staff',
  'reason',
  'severity',
  'category',
  'confidence',
  'messageLink',
  'messageId',
  'thing',
] as const;
type FieldRole = (typeof ROLES_OF_FIELDS)[number];

/** For each role, the names a field may have, best first, normalised. */
export type Mapping = Readonly<Record<FieldRole, readonly string[]>>;

/** Names that moderation bots, monitors and alerting tools give their fields. */
const DEFAULTS: Mapping = {
  member: [
    'user',
    'member',
    'offender',
    'target',
    'offending user',
    'target user',
    'banned user',
    'reported user',
    'reported member',
    'user mention',
    'message author',
    'author',
    'suspect',
    'violator',
    'player',
    'username',
    'account',
  ],
  memberId: ['user id', 'member id', 'userid', 'offender id', 'target id', 'author id', 'id'],
  reporter: ['reporter', 'reported by', 'submitted by'],
  staff: [
    'moderator',
    'responsible moderator',
    'mod',
    'staff',
    'staff member',
    'banned by',
    'muted by',
    'kicked by',
    'warned by',
    'actioned by',
    'issued by',
    'handled by',
    'executor',
    'admin',
    'by',
  ],
  reason: ['reason', 'ban reason', 'details', 'violation', 'error', 'summary'],
  severity: ['severity', 'level', 'priority', 'risk', 'risk level', 'urgency'],
  category: ['category'],
  confidence: ['confidence', 'score', 'probability'],
  messageLink: ['message link', 'link', 'jump link', 'jump', 'jump to message', 'message', 'url'],
  messageId: ['message id', 'msg id', 'message'],
  thing: [
    'service name',
    'service',
    'monitor name',
    'monitor',
    'alertname',
    'host',
    'instance',
    'component',
    'project',
    'repository',
  ],
};

/** `settings.mapping` of a source over the defaults: `{ "member": "Spieler", "reason": ["Grund"] }`. */
export function mappingOf(settings: JsonObject): Mapping {
  const own = settings['mapping'];
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return DEFAULTS;
  const merged = ROLES_OF_FIELDS.map((role) => [role, [...namesIn(own[role]), ...DEFAULTS[role]]]);
  return Object.fromEntries(merged) as Mapping;
}

function namesIn(value: JsonValue | undefined): string[] {
  const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  return names
    .filter((name) => typeof name === 'string')
    .map(normalName)
    .slice(0, 20);
}

/** A field's name without case, markup, emoji and punctuation: `**User ID:**` is `user id`. */
export function normalName(name: string): string {
  return name
    .slice(0, 256)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Fields with a role, those whose name the mapping prefers first. */
export function fieldsOf(fields: readonly AlertField[], names: readonly string[]): AlertField[] {
  return fields
    .map((field) => ({ field, rank: names.indexOf(normalName(field.name)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ field }) => field);
}

const NAMED_LINE =
  /^[\s>*_~`•·-]{0,10}(\p{L}[\p{L}\p{N} _/-]{0,39})(?:[*_~` ]{0,6}[:：]|\s=\s)[*_~` ]{0,6}(?!\/\/)(\S.*)$/u;

/** Lines that read `**Offender:** someone` or `severity = high` are fields as much as an embed's are. */
export function fieldsInText(text: string): AlertField[] {
  return text.split('\n').flatMap((line) => {
    const [, name, value] = NAMED_LINE.exec(line) ?? [];
    return name !== undefined && value !== undefined ? [{ name, value }] : [];
  });
}
