import { schemas, type ControllerNotes } from '#http';
import { EVIDENCE_STATES } from '../domain/evidence.js';

const { about, named, oneOf, orNull, TEXT, TIME, UUID, WHOLE } = schemas;

const UNKNOWN_TICKET =
  'There is no such ticket, or none that you may see: nobody sees a ticket that they are party to. `unknown_ticket`';

const evidenceSchema = named('Evidence', {
  id: UUID,
  signalId: UUID,
  position: about(WHOLE, 'Its place among the attachments of its signal, from 0.'),
  state: about(
    oneOf(EVIDENCE_STATES),
    '`stored`: its bytes are kept. `pending`: they are about to be. `error` says why they are not otherwise.',
  ),
  url: about(orNull(TEXT), 'Where it was. Null when its bytes came with the signal.'),
  filename: orNull(TEXT),
  contentType: about(orNull(TEXT), 'As its sender or its host says: text from outside.'),
  size: about(orNull(WHOLE), 'In bytes: as its sender says, and once it is stored as counted.'),
  sha256: about(orNull(TEXT), 'Of the bytes, in hex, taken when they were copied.'),
  attempts: WHOLE,
  error: orNull(TEXT),
  receivedAt: TIME,
  storedAt: orNull(TIME),
});

export const evidenceDocs: ControllerNotes = {
  tag: 'Tickets',
  path: {
    idOrNumber: {
      description: 'The id of the ticket, or its number with or without `#` (written `%23` in an address).',
      example: '1',
    },
    id: { description: 'The id of the evidence.', schema: UUID },
  },
  operations: {
    list: {
      summary: 'The evidence of a ticket',
      description:
        'The attachments of its signals and what has become of their copies, the newest signal first.',
      answers: { 200: { description: 'A page of evidence.', schema: schemas.pageOf(evidenceSchema) } },
      problems: { 404: UNKNOWN_TICKET },
    },
    file: {
      summary: 'The bytes of a piece of evidence',
      description:
        'To be saved, never to be shown as it is: whatever it is, its type is none that a browser opens.',
      answers: {
        200: {
          description: 'The bytes.',
          schema: { type: 'string', format: 'binary' },
          type: 'application/octet-stream',
        },
      },
      problems: {
        404: `${UNKNOWN_TICKET}. There is no such evidence on it. \`unknown_evidence\``,
        409: 'It is not copied yet, or could not be; `state` says which. `evidence_not_kept`',
        503: 'It should be there and is not. `evidence_missing`',
      },
    },
  },
};
