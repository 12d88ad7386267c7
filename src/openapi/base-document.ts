import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ROOT } from '#config';

const DESCRIPTION = `Docket takes in what members report, what bots flag, what members appeal and what they ask for help with,
decides what needs a person, and gives the people who run a community one queue.

Discord ids and 64-bit numbers are text, times are ISO 8601 in UTC, lists answer \`{ items, nextCursor }\`, and every refusal is
an RFC 9457 problem document with a stable \`code\`. Sending a signal again with the same \`externalId\` is safe.`;

type Base = Omit<OpenAPIObject, 'paths'>;

/** What the document says about the API as a whole. */
export function baseDocument(): Base {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Docket',
      version: versionOfPackage(),
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            "An API token of a staff member or a service of the guild, or the administrator's token, which is valid in every guild.",
        },
        source: { type: 'http', scheme: 'bearer', description: "A source's own token." },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description:
            'A Standard Webhooks signature made with the signing secret of a source, beside the headers `webhook-id` and `webhook-timestamp`.',
        },
        metrics: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of DOCKET_METRICS_TOKEN, where one is set.',
        },
      },
    },
  };
}

function versionOfPackage(): string {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
