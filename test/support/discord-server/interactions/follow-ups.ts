import { MessageFlags } from 'discord-api-types/v10';
import { refuse } from '../errors.js';
import { editMessage, removeMessage } from '../ops/messages.js';
import type { MessageBody } from '../ops/message-body.js';
import type { MessageRecord, UploadedFile } from '../world/records.js';
import type { World } from '../world/world.js';
import { writeAnswer } from './answer.js';
import { TOKEN_LIFE_MS } from './record.js';
import type { InteractionRecord } from './record.js';

/** The interaction behind a follow-up: answered, and no older than 15 minutes. */
export function answered(world: World, token: string): InteractionRecord {
  const record = [...world.interactions.values()].find((one) => one.token === token);
  if (!record) throw refuse.invalidWebhookToken();
  if (world.clock.now() - record.createdAt > TOKEN_LIFE_MS) throw refuse.invalidWebhookToken();
  if (record.answer === null) throw refuse.unknownWebhook();
  return record;
}

function isLoading(record: MessageRecord | null): record is MessageRecord {
  return record !== null && ((record.message.flags ?? 0) & MessageFlags.Loading) !== 0;
}

/** The first follow-up of a deferred reply fills it, and so is as visible as the deferral said. */
export function followUp(
  world: World,
  record: InteractionRecord,
  body: MessageBody,
  files: readonly UploadedFile[],
): MessageRecord {
  if (isLoading(record.original)) return editMessage(world, record.original, body, files);
  const message = writeAnswer(world, record, body, { files });
  record.followUps.push(message);
  world.watch.changed();
  return message;
}

export function findAnswer(record: InteractionRecord, messageId: string): MessageRecord {
  const all = [...(record.original ? [record.original] : []), ...record.followUps];
  const found = messageId === '@original' ? record.original : all.find((one) => one.message.id === messageId);
  if (!found) throw refuse.unknownMessage();
  return found;
}

export function deleteAnswer(world: World, record: InteractionRecord, messageId: string): void {
  const found = findAnswer(record, messageId);
  const index = record.followUps.indexOf(found);
  if (index >= 0) record.followUps.splice(index, 1);
  if (record.original === found) record.original = null;
  removeMessage(world, found);
}
