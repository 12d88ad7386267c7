import {
  ComponentType,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { ModalSubmitInteraction } from 'discord.js';
import type { Attachment } from '#triage';
import { customId } from '../../interactions/domain/custom-id.js';
import type { Language } from '../../text/texts.js';
import { uploadOf } from '../report/copy-message.js';
import { supportTexts } from './support.texts.js';

const MOST_SUBJECT = 100;
const MOST_TEXT = 3_000;
const MOST_FILES = 3;
const TOPIC = /^[a-z0-9_]{1,40}$/;

/** Asks what somebody needs. Whether there is such a topic is looked up when it comes back. */
export function requestModal(
  topic: string | undefined,
  language: Language,
): APIModalInteractionResponseCallbackData {
  const { title, fields, hints } = supportTexts[language];
  return {
    custom_id: customId('request', topic !== undefined && TOPIC.test(topic) ? topic : 'other'),
    title,
    components: [
      {
        type: ComponentType.Label,
        label: fields.subject,
        component: {
          type: ComponentType.TextInput,
          custom_id: 'subject',
          style: TextInputStyle.Short,
          max_length: MOST_SUBJECT,
          placeholder: hints.subject,
        },
      },
      {
        type: ComponentType.Label,
        label: fields.text,
        component: {
          type: ComponentType.TextInput,
          custom_id: 'text',
          style: TextInputStyle.Paragraph,
          max_length: MOST_TEXT,
          placeholder: hints.text,
        },
      },
      {
        type: ComponentType.Label,
        label: fields.files,
        component: {
          type: ComponentType.FileUpload,
          custom_id: 'files',
          min_values: 0,
          max_values: MOST_FILES,
          required: false,
        },
      },
    ],
  };
}

export interface WrittenRequest {
  readonly subject: string;
  readonly text: string;
  readonly files: readonly Attachment[];
}

/** What was entered, read with the same names. */
export function readRequest({ fields }: ModalSubmitInteraction): WrittenRequest {
  return {
    subject: fields.getTextInputValue('subject').trim(),
    text: fields.getTextInputValue('text').trim(),
    files: [...(fields.getUploadedFiles('files')?.values() ?? [])].slice(0, MOST_FILES).map(uploadOf),
  };
}
