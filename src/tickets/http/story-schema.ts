import { schemas } from '#http';
import { ACTION_TYPES, EVENT_TYPES, SEVERITIES, SIGNAL_KINDS, STREAMS, SUBJECT_TYPES } from '#kernel';
import { LIKENESSES } from '../db/similar.reader.js';
import { explanationSchema, partsSchema, summaryProperties, ticketProperties } from './ticket-schema.js';

const { about, FREE_JSON, listOf, named, NUMBER, objectOf, oneOf, orNull, TEXT, TIME, UUID, WHOLE, YES_NO } =
  schemas;

const ACTORS = ['user', 'service', 'source', 'system'];

const actionSchema = named('Action', {
  id: UUID,
  type: oneOf(ACTION_TYPES),
  subjectId: TEXT,
  reason: orNull(TEXT),
  durationSeconds: orNull(WHOLE),
  decidedBy: orNull(TEXT),
  carriedOutBy: orNull(TEXT),
  at: TIME,
  reversedAt: about(orNull(TIME), 'When an appeal overturned it.'),
});

export const detailsSchema = named('TicketDetails', {
  ...ticketProperties,
  parties: about(
    listOf(objectOf({ userId: TEXT, role: oneOf(['subject', 'reporter']) })),
    'Whom it is about and who brought it: the newest 200. None of them sees it.',
  ),
  actions: about(listOf(actionSchema), 'Recorded on this ticket, oldest first; the first 100.'),
  contestedAction: about(
    { anyOf: [actionSchema, { type: 'null' }] },
    'What an appeal contests, when that is an action.',
  ),
});

export const eventSchema = named('TicketEvent', {
  seq: about({ type: 'string', pattern: '^\\d+$' }, "Its place in the guild's log."),
  type: oneOf(EVENT_TYPES),
  at: TIME,
  ticketId: UUID,
  ticketVersion: about(WHOLE, 'The version of the ticket after it.'),
  actorType: oneOf(ACTORS),
  actorId: TEXT,
  reason: orNull(TEXT),
  payload: about(FREE_JSON, 'What happened, by type of event.'),
  erasedAt: about(orNull(TIME), 'When what it said about a person was erased.'),
});

export const signalSchema = named('TicketSignal', {
  id: UUID,
  receivedAt: TIME,
  occurredAt: TIME,
  sourceId: TEXT,
  externalId: orNull(TEXT),
  kind: oneOf(SIGNAL_KINDS),
  category: TEXT,
  severity: oneOf(SEVERITIES),
  confidence: about(NUMBER, 'From 0 to 1.'),
  subjectType: oneOf(SUBJECT_TYPES),
  subjectId: TEXT,
  subjectName: orNull(TEXT),
  reporterId: orNull(TEXT),
  reporterName: orNull(TEXT),
  text: about(TEXT, 'Text from outside, not escaped.'),
  channelId: orNull(TEXT),
  messageId: orNull(TEXT),
  links: listOf(TEXT),
  attachments: listOf(
    objectOf({
      url: orNull(TEXT),
      filename: orNull(TEXT),
      contentType: orNull(TEXT),
      size: orNull(WHOLE),
      sha256: about(orNull(TEXT), 'Of its bytes, where they came along or are copied.'),
      evidenceId: about(orNull(UUID), 'Under which its copy is found among the evidence of the ticket.'),
      evidenceState: about(orNull(TEXT), 'What has become of that copy.'),
    }),
  ),
  correlationKey: TEXT,
  data: FREE_JSON,
  features: about(
    objectOf({
      sourceTrust: NUMBER,
      reporterAccuracy: orNull(NUMBER),
      subjectActions: WHOLE,
      subjectIsStaff: YES_NO,
    }),
    'What triage knew beside the signal.',
  ),
  decision: about(
    objectOf({
      stream: oneOf(STREAMS),
      category: TEXT,
      priority: NUMBER,
      parts: partsSchema,
      tags: listOf(TEXT),
      explanation: explanationSchema,
    }),
    'What triage decided on this signal alone.',
  ),
});

export const similarSchema = named('SimilarTicket', {
  ...summaryProperties,
  likeness: about(
    listOf(oneOf(LIKENESSES)),
    'What it has in common: content, subject, or category and type of subject.',
  ),
  resolutionReason: orNull(TEXT),
  resolvedByType: orNull(oneOf(ACTORS)),
  resolvedById: orNull(TEXT),
});

const statusDepth = objectOf({
  open: WHOLE,
  waiting: WHOLE,
  escalated: WHOLE,
  oldest: about(orNull(TIME), 'When the one that waits longest was opened.'),
});

export const depthSchema = named(
  'QueueDepth',
  Object.fromEntries(STREAMS.map((stream) => [stream, statusDepth])),
);
