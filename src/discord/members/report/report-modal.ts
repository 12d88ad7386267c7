import {
  ComponentType,
  TextInputStyle,
  type APIComponentInModalActionRow,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { ModalSubmitInteraction } from 'discord.js';
import type { Attachment } from '#triage';
import type { Language } from '../../text/texts.js';
import { uploadOf } from './copy-message.js';
import { readCategory, REPORT_CATEGORIES, type ReportCategory } from './domain/report-categories.js';
import { reportTexts } from './report.texts.js';

const MOST_WORDS = 1_000;
const MOST_LINK = 200;
const MOST_FILES = 3;

/** Asks what a report needs: of a message or a member that is known already, or of any. */
export function reportModal(
  id: string,
  language: Language,
  about: 'message' | 'user' | 'any',
): APIModalInteractionResponseCallbackData {
  const { titles } = reportTexts[language];
  return {
    custom_id: id,
    title: titles[about],
    components: [
      ...(about === 'any' ? [userField(language), linkField(language)] : []),
      categoryField(language),
      // A message speaks for itself.
      textField(language, about !== 'message'),
      filesField(language),
    ],
  };
}

function userField(language: Language): APILabelComponent {
  return label(reportTexts[language].fields.user, {
    type: ComponentType.UserSelect,
    custom_id: 'user',
    required: false,
  });
}

function linkField(language: Language): APILabelComponent {
  const { fields, hints } = reportTexts[language];
  return label(fields.link, {
    type: ComponentType.TextInput,
    custom_id: 'link',
    style: TextInputStyle.Short,
    max_length: MOST_LINK,
    placeholder: hints.link,
    required: false,
  });
}

function categoryField(language: Language): APILabelComponent {
  const { fields, categories } = reportTexts[language];
  return label(fields.category, {
    type: ComponentType.StringSelect,
    custom_id: 'category',
    options: REPORT_CATEGORIES.map((value) => ({ value, label: categories[value] })),
  });
}

function textField(language: Language, required: boolean): APILabelComponent {
  const { fields, hints } = reportTexts[language];
  return label(fields.text, {
    type: ComponentType.TextInput,
    custom_id: 'text',
    style: TextInputStyle.Paragraph,
    max_length: MOST_WORDS,
    placeholder: hints.text,
    required,
  });
}

function filesField(language: Language): APILabelComponent {
  return label(reportTexts[language].fields.files, {
    type: ComponentType.FileUpload,
    custom_id: 'files',
    min_values: 0,
    max_values: MOST_FILES,
    required: false,
  });
}

function label(
  text: string,
  component: APIComponentInModalActionRow | APILabelComponent['component'],
): APILabelComponent {
  return { type: ComponentType.Label, label: text, component };
}

/** What was entered, read with the same names. */
export function readReport({ fields }: ModalSubmitInteraction): {
  category: ReportCategory;
  words: string;
  files: Attachment[];
} {
  return {
    category: readCategory(fields.getStringSelectValues('category')[0]),
    words: fields.getTextInputValue('text').trim(),
    files: [...(fields.getUploadedFiles('files')?.values() ?? [])].slice(0, MOST_FILES).map(uploadOf),
  };
}
