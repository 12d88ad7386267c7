import { schemas, type JsonSchema, type OperationNote } from '#http';
import type { JsonValue } from '#kernel';
import { UNKNOWN_TICKET } from './ticket-path.js';
import { ticketProperties, ticketSchema } from './ticket-schema.js';

interface CommandNote {
  readonly summary: string;
  readonly description?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** It is about who holds the ticket, and needs to be told nothing. */
  readonly needsNoBody?: boolean;
  readonly examples: Readonly<Record<string, JsonValue>>;
  /** The codes of refusals (409) beyond a version that moved. */
  readonly refusals: readonly string[];
  readonly schema?: JsonSchema;
}

const VERSION = 'The version of the ticket that you decided on.';

/** What is the same for every command: it answers the ticket, and a refusal carries it. */
export function commandNote({
  summary,
  description,
  fields,
  needsNoBody = false,
  examples,
  refusals,
  schema,
}: CommandNote): OperationNote {
  const codes = ['version_moved', ...refusals].map((code) => `\`${code}\``).join(', ');
  return {
    summary,
    ...(description === undefined ? {} : { description }),
    body: { fields: { version: VERSION, ...fields }, isOptional: needsNoBody, examples },
    answers: { 200: { description: 'The ticket after it.', schema: schema ?? ticketSchema } },
    problems: {
      404: UNKNOWN_TICKET,
      409: `Not as the ticket stands now; \`ticket\` holds it. ${codes}`,
    },
  };
}

/** For commands that make or change a second ticket, which stands beside the first. */
export function withOther(title: string, name: string): JsonSchema {
  return schemas.named(title, { ...ticketProperties, [name]: ticketSchema });
}
