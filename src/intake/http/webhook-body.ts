import type { FastifyRequest } from 'fastify';
import { readJsonField } from '#http';
import type { Attachment } from '#triage';
import { isRecord, type Loose } from '../domain/webhook/loose.js';
import { readForm, type Stage } from './multipart-form.js';

export interface WebhookBody {
  readonly payload: unknown;
  readonly files: readonly Attachment[];
}

/**
 * What a webhook call says, in whichever of the types it takes: JSON, or a form whose `jsonField` holds
 * JSON; a form without that field is itself the payload. Files of a multipart form go where `stage` takes them.
 */
export async function readWebhookBody(
  request: FastifyRequest,
  jsonField: string,
  stage: Stage,
): Promise<WebhookBody> {
  if (!typeOf(request).startsWith('multipart/form-data')) {
    return { payload: await readWebhookPayload(request, jsonField), files: [] };
  }
  const { fields, files } = await readForm(request.raw, stage);
  return { payload: await payloadOf(request, fields, jsonField), files };
}

/** The same of a call that takes no multipart form. */
export async function readWebhookPayload(request: FastifyRequest, jsonField: string): Promise<unknown> {
  const body = request.body ?? {};
  const isForm = typeOf(request).startsWith('application/x-www-form-urlencoded') && isRecord(body);
  return isForm ? payloadOf(request, body, jsonField) : body;
}

function typeOf(request: FastifyRequest): string {
  return request.headers['content-type']?.toLowerCase() ?? '';
}

async function payloadOf(request: FastifyRequest, fields: Loose, jsonField: string): Promise<unknown> {
  const json = fields[jsonField];
  return typeof json === 'string' ? readJsonField(request, json) : fields;
}
