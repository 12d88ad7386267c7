import type { NewSignal } from '../new-signal.js';
import { MAX_ALERT_TEXT, NO_ALERT, type Alert, type AlertField } from './alert.js';
import { EMPTY_MESSAGE, textOf, type DiscordRefusal } from './discord-refusal.js';
import { signalOfAlert, type AlertContext } from './signal-of-alert.js';
import { isRecord, listOf, type Loose } from './loose.js';

const COLOURS = new Map([
  ['good', 0x2eb886],
  ['warning', 0xdaa038],
  ['danger', 0xa30200],
]);
const MOST = 50;
const DEEPEST = 8;

/** A message as one would post it to a Slack incoming webhook (text, attachments, blocks), read as a flag. */
export function fromSlackWebhook(
  input: unknown,
  context: AlertContext,
): { signal: NewSignal } | DiscordRefusal {
  if (!isRecord(input)) return EMPTY_MESSAGE;
  const alert = alertOf(input);
  const said = alert.text.trim() !== '' || alert.fields.length > 0;
  return said ? { signal: signalOfAlert(alert, context) } : EMPTY_MESSAGE;
}

function alertOf(message: Loose): Alert {
  const attachments = listOf(message['attachments'], MOST).filter(isRecord);
  const blocks = [message, ...attachments].flatMap((part) => listOf(part['blocks'], MOST)).filter(isRecord);
  const header = blocks.find(({ type }) => type === 'header');
  const texts = [
    plain(message['text']),
    ...blocks.flatMap((block) => blockTexts(block, DEEPEST)),
    ...attachments.flatMap(attachmentTexts),
  ];
  const stamp = Number(attachments.find(({ ts }) => ts)?.['ts']);
  return {
    ...NO_ALERT,
    format: 'slack',
    sender: textOf(message['username'], 80) || null,
    title: plain(attachments[0]?.['title']) || plain(header?.['text']) || null,
    text: textOf(texts.filter(Boolean).join('\n'), MAX_ALERT_TEXT),
    fields: attachments.flatMap(({ fields }) => listOf(fields, MOST).flatMap(fieldOf)),
    footers: attachments.map(({ footer }) => plain(footer)).filter(Boolean),
    colour: colourOf(attachments.find(({ color }) => color)?.['color']),
    links: attachments.flatMap((part) => [textOf(part['title_link'], 4096), textOf(part['image_url'], 4096)]),
    at: stamp > 0 ? new Date(stamp * 1000) : null,
  };
}

function attachmentTexts(part: Loose): string[] {
  const texts = ['pretext', 'author_name', 'title', 'text'].map((key) => plain(part[key]));
  const said = texts.some(Boolean) || listOf(part['blocks'], 1).length > 0;
  return said ? texts : [plain(part['fallback'])];
}

function fieldOf(raw: unknown): AlertField[] {
  if (!isRecord(raw)) return [];
  const field = { name: plain(raw['title']), value: plain(raw['value']) };
  return field.value === '' ? [] : [field];
}

/** A block's texts in order, whichever keys hold them: sections, headers, contexts, rich text. */
function blockTexts(block: Loose, depth: number): string[] {
  if (depth === 0) return [];
  const own = isRecord(block['text']) || typeof block['text'] === 'string' ? [plain(block['text'])] : [];
  const inner = ['fields', 'elements']
    .flatMap((key) => listOf(block[key], MOST))
    .filter(isRecord)
    .flatMap((element) => blockTexts(element, depth - 1));
  const joined = block['type'] === 'rich_text_section' ? [inner.join('')] : inner;
  return [...own, ...joined];
}

/** Slack's text objects and its own link markup, `<https://a|label>`, as text that anyone reads. */
function plain(value: unknown): string {
  const raw = isRecord(value) ? value['text'] : value;
  return textOf(raw, MAX_ALERT_TEXT)
    .replaceAll(/<(https?:\/\/[^|>\s]+)\|([^>]+)>/g, '$2 ($1)')
    .replaceAll(/<(https?:\/\/[^|>\s]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function colourOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const hex = /^#?([0-9a-f]{6})$/i.exec(value)?.[1];
  return hex === undefined ? (COLOURS.get(value) ?? null) : Number.parseInt(hex, 16);
}
