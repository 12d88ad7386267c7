import { schemas, type JsonSchema } from '#http';
import { OUTCOMES, SIGNAL_KINDS, STATUSES, STREAMS, SUBJECT_TYPES, WAIT_FOR } from '#kernel';

const { about, listOf, named, oneOf, orNull, SNOWFLAKE, TEXT, TIME, UUID, WHOLE, NUMBER, YES_NO } = schemas;

const ruleSchema = named('RuleVersion', { id: TEXT, version: WHOLE });
const ruleOrNull = { anyOf: [ruleSchema, { type: 'null' }] };

export const explanationSchema = named('Explanation', {
  rule: about(ruleOrNull, 'The rule that placed it; null when it stands where its kind stands by default.'),
  matched: about(listOf(ruleSchema), 'Every rule that added something.'),
  ruleset: about(TEXT, 'Version of the whole rule set.'),
  reasons: about(listOf(TEXT), 'Sentences for people, in order.'),
  shadow: about(listOf(ruleSchema), 'Rules on trial that matched; they changed nothing.'),
});

export const partsSchema = listOf(named('PriorityPart', { name: TEXT, points: NUMBER }));

/** What lists show of a ticket. */
export const summaryProperties = {
  id: UUID,
  guildId: SNOWFLAKE,
  number: about(WHOLE, 'Per guild, never reused.'),
  version: about(WHOLE, 'Grows with every change; a command names the one it was decided on.'),
  stream: oneOf(STREAMS),
  status: oneOf(STATUSES),
  kind: oneOf(SIGNAL_KINDS),
  category: TEXT,
  title: about(TEXT, 'Text from outside: one line, not escaped.'),
  subjectType: oneOf(SUBJECT_TYPES),
  subjectId: TEXT,
  subjectName: orNull(TEXT),
  priority: about(WHOLE, 'From 0 to 100.'),
  sourceId: about(TEXT, 'Source of the first signal.'),
  tags: listOf(TEXT),
  ownerId: orNull(SNOWFLAKE),
  claimExpiresAt: about(orNull(TIME), 'When the owner loses it unless they work on it.'),
  waitFor: orNull(oneOf(WAIT_FOR)),
  waitUntil: about(orNull(TIME), 'When it wakes by itself.'),
  outcome: orNull(oneOf(OUTCOMES)),
  resolvedAt: orNull(TIME),
  signalCount: WHOLE,
  reporterCount: WHOLE,
  lastSignalAt: TIME,
  openedAt: TIME,
  updatedAt: TIME,
  slaDueAt: orNull(TIME),
  slaBreached: YES_NO,
};

/** As `presentLine` gives it. */
export const summarySchema: JsonSchema = named('TicketSummary', summaryProperties);

export const ticketProperties = {
  ...summaryProperties,
  priorityParts: about(partsSchema, 'They sum to the priority before it is bounded.'),
  explanation: explanationSchema,
  correlationKey: about(orNull(TEXT), 'Signals with the same key join it while it is unresolved.'),
  fingerprint: about(orNull(TEXT), 'The same for texts that say the same.'),
  resolutionReason: orNull(TEXT),
  resolvedByType: orNull(oneOf(['user', 'service', 'source', 'system'])),
  resolvedById: orNull(TEXT),
  decisionExpiresAt: about(orNull(TIME), 'Until then automation leaves the decision alone.'),
  droppedCount: about(WHOLE, "Signals that came after a person's decision and changed nothing."),
  contestsActionId: about(orNull(UUID), 'The action that this appeal is against.'),
  contestsTicketId: about(orNull(UUID), 'The resolved ticket that this appeal is against.'),
  waiverReason: about(orNull(TEXT), 'Why someone decided an appeal against their own decision.'),
  mergedIntoId: orNull(UUID),
};

/** As `presentTicket` gives it. */
export const ticketSchema: JsonSchema = named('Ticket', ticketProperties);
