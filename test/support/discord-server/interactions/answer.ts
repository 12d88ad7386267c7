import { InteractionResponseType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import type {
  APICommandAutocompleteInteractionResponseCallbackData,
  APIModalInteractionResponseCallbackData,
  APIMessage,
} from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.js';
import { createMessage, editMessage } from '../ops/messages.js';
import type { MessageBody } from '../ops/message-body.js';
import { presentUser } from '../world/present.js';
import type { MessageRecord, UploadedFile } from '../world/records.js';
import type { World } from '../world/world.js';
import { FIRST_ANSWER_MS } from './record.js';
import type { InteractionRecord } from './record.js';

type Answer = InteractionResponseType;

const {
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  UpdateMessage,
  ApplicationCommandAutocompleteResult,
  Modal,
} = InteractionResponseType;

const WITH_MESSAGE: readonly Answer[] = [ChannelMessageWithSource, DeferredChannelMessageWithSource];
const WITH_UPDATE: readonly Answer[] = [...WITH_MESSAGE, DeferredMessageUpdate, UpdateMessage];

/** Which first answers each kind of interaction may get. A modal cannot answer a modal. */
const ANSWERS: Readonly<Record<InteractionType, readonly Answer[]>> = {
  [InteractionType.Ping]: [InteractionResponseType.Pong],
  [InteractionType.ApplicationCommand]: [...WITH_MESSAGE, Modal],
  [InteractionType.MessageComponent]: [...WITH_UPDATE, Modal],
  [InteractionType.ApplicationCommandAutocomplete]: [ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: WITH_MESSAGE,
};

function answersTo(record: InteractionRecord): readonly Answer[] {
  const updates = record.type === InteractionType.ModalSubmit && record.source !== null;
  return updates ? WITH_UPDATE : ANSWERS[record.type];
}

function metadata(world: World, record: InteractionRecord): Partial<APIMessage> {
  const user = presentUser(world.user(record.userId));
  return {
    webhook_id: world.application.id,
    application_id: world.application.id,
    interaction_metadata: {
      id: record.id,
      type: record.type,
      user,
      authorizing_integration_owners: { 0: record.guildId ?? '0' },
      ...(record.source ? { interacted_message_id: record.source.message.id } : {}),
    } as NonNullable<APIMessage['interaction_metadata']>,
  };
}

/** A message in answer to an interaction: only its person sees it when it is ephemeral. */
export function writeAnswer(
  world: World,
  record: InteractionRecord,
  body: MessageBody,
  options: { files?: readonly UploadedFile[]; loading?: boolean; ephemeral?: boolean } = {},
): MessageRecord {
  const ephemeral = options.ephemeral ?? ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return createMessage(world, {
    channel: world.channel(record.channelId),
    authorId: world.botId,
    body,
    voice: 'interaction',
    files: options.files ?? [],
    loading: options.loading ?? false,
    ephemeralFor: ephemeral ? record.userId : null,
    interactionId: record.id,
    extra: metadata(world, record),
  });
}

export function pending(world: World, id: string, token: string): InteractionRecord {
  const record = world.interactions.get(id);
  if (!record || record.token !== token) throw refuse.unknownInteraction();
  if (record.answer !== null) throw refuse.interactionAcknowledged();
  if (world.clock.now() - record.createdAt > FIRST_ANSWER_MS) throw refuse.unknownInteraction();
  return record;
}

/** The one first answer. It counts only when everything in it was in order. */
export function answerInteraction(
  world: World,
  record: InteractionRecord,
  type: Answer,
  data: Record<string, unknown>,
  files: readonly UploadedFile[],
): void {
  if (!answersTo(record).includes(type)) {
    const message = `This interaction cannot be answered with type ${type}.`;
    throw invalidForm([
      { path: ['type'], code: 'INTERACTION_APPLICATION_COMMAND_INVALID_RESPONSE', message },
    ]);
  }
  const body = data as MessageBody;
  switch (type) {
    case ChannelMessageWithSource:
      record.original = writeAnswer(world, record, body, { files });
      break;
    case DeferredChannelMessageWithSource:
      record.original = writeAnswer(world, record, { flags: body.flags }, { loading: true });
      break;
    case DeferredMessageUpdate:
      record.original = record.source;
      break;
    case UpdateMessage:
      record.original = record.source ? editMessage(world, record.source, body, files) : null;
      break;
    case ApplicationCommandAutocompleteResult:
      record.choices = (data as APICommandAutocompleteInteractionResponseCallbackData).choices ?? [];
      break;
    case Modal:
      record.modal = data as Record<string, unknown> & APIModalInteractionResponseCallbackData;
      break;
    case InteractionResponseType.Pong:
    case InteractionResponseType.LaunchActivity:
    case InteractionResponseType.PremiumRequired:
      break;
  }
  record.answer = type;
  record.answeredAt = world.clock.now();
  world.watch.changed();
}
