import type {
  APICommandAutocompleteInteractionResponseCallbackData,
  APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import type { MessageRecord } from '../world/records.js';

export type Choices = NonNullable<APICommandAutocompleteInteractionResponseCallbackData['choices']>;

/** One interaction from the click to its last follow-up. */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly createdAt: number;
  readonly commandName: string | null;
  /** The message whose component was used, also behind a modal it opened. */
  readonly source: MessageRecord | null;
  answer: InteractionResponseType | null;
  answeredAt: number | null;
  original: MessageRecord | null;
  readonly followUps: MessageRecord[];
  modal: APIModalInteractionResponseCallbackData | null;
  choices: Choices | null;
}

export const FIRST_ANSWER_MS = 3_000;
export const TOKEN_LIFE_MS = 15 * 60_000;
