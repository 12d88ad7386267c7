/** The closed vocabularies of Docket. Tables, API, commands and docs use these words and no others. */

export const STREAMS = ['auto_resolve', 'review', 'escalation', 'appeal', 'support'] as const;
export type Stream = (typeof STREAMS)[number];

/** Where people work: nobody does in `auto_resolve`. */
export const WORKED_STREAMS = [
  'review',
  'escalation',
  'appeal',
  'support',
] as const satisfies readonly Stream[];
export type WorkedStream = (typeof WORKED_STREAMS)[number];

export const STATUSES = ['open', 'waiting', 'escalated', 'resolved'] as const;
export type Status = (typeof STATUSES)[number];

export const SIGNAL_KINDS = ['report', 'flag', 'appeal', 'request'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SUBJECT_TYPES = ['user', 'message', 'channel', 'guild', 'other'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export const OUTCOMES = [
  'actioned',
  'no_violation',
  'answered',
  'duplicate',
  'spam',
  'upheld',
  'overturned',
  'reduced',
  'withdrawn',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that only make sense for an appeal: they judge an earlier decision. */
export const APPEAL_OUTCOMES = [
  'upheld',
  'overturned',
  'reduced',
  'withdrawn',
] as const satisfies readonly Outcome[];

export const ACTION_TYPES = ['warn', 'timeout', 'kick', 'ban', 'message_removal', 'role_change'] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

export const WAIT_FOR = ['member', 'staff', 'time'] as const;
export type WaitFor = (typeof WAIT_FOR)[number];

export const ROLES = ['member', 'moderator', 'senior', 'admin'] as const;
/** A person's role in a guild, weakest first; each includes the ones before it. */
export type Role = (typeof ROLES)[number];

export const CLAIM_POLICIES = ['off', 'optional', 'required'] as const;
export type ClaimPolicy = (typeof CLAIM_POLICIES)[number];

/** Of the scale of priorities: from 0, from 40, from 70. */
export const PRIORITY_BANDS = ['low', 'normal', 'high'] as const;
export type PriorityBand = (typeof PRIORITY_BANDS)[number];

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const SLA_HOURS = ['always', 'staffed'] as const;
/** Whether the time of a target runs around the clock, or only while the guild is staffed. */
export type SlaHours = (typeof SLA_HOURS)[number];

export const SOURCE_KINDS = ['webhook', 'log_channel', 'automod', 'audit_log', 'commands', 'api'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const SOURCE_STATUSES = ['proposed', 'approved', 'suspended', 'retired'] as const;
export type SourceStatus = (typeof SOURCE_STATUSES)[number];

export const SCOPES = ['signals:write', 'tickets:read', 'tickets:write', 'guild:admin'] as const;
/** What a service's token may do; a person's token is bounded by role instead. */
export type Scope = (typeof SCOPES)[number];

export function roleAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
