import { digestText, truncateText } from '#kernel';
import { MAX_LINK, MAX_LINKS, MAX_NAME } from '../signal-schema.js';

const MENTION = /<@!?(\d{17,20})>/;
const BARE_ID = /(?<!\d)\d{17,20}(?!\d)/;
const MESSAGE_LINK =
  /https?:\/\/(?:ptb\.|canary\.)?discord(?:app)?\.com\/channels\/(\d{17,20})\/(\d{17,20})\/(\d{17,20})/;
const LINK = /https?:\/\/[^\s<>"`\p{C}]+/giu;
/** What ends a sentence or a Markdown link rather than a URL. */
const TRAILING = /[)\]}.,;:!?'*_~|]+$/;

export function mentionIn(text: string): string | null {
  return MENTION.exec(text)?.[1] ?? null;
}

/** The Discord id in a value: a mention, else digits that stand alone. */
export function idIn(value: string): string | null {
  return mentionIn(value) ?? BARE_ID.exec(value)?.[0] ?? null;
}

/** What is left of a value when ids and markup are taken out of it. */
export function nameIn(value: string): string | null {
  const name = value
    .slice(0, 1000)
    .replaceAll(/<[@#][!&]?\d+>|(?<!\d)\d{17,20}(?!\d)/g, ' ')
    .replaceAll(/[*~`|\\]+/g, '')
    .replaceAll(/\(\s*(?:id:?)?\s*\)|\[\s*\]/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s,;:/-]+|[\s,;:/-]+$/g, '')
    .replace(/^\(([^()]+)\)$/, '$1');
  return name === '' ? null : truncateText(name, MAX_NAME);
}

export interface MessagePlace {
  readonly guildId: string;
  readonly channelId: string;
  readonly messageId: string;
}

/** A message that an alert is about; its channel is not always said. */
export interface FoundMessage {
  readonly channelId: string | null;
  readonly messageId: string;
}

export function messageLinkIn(text: string): MessagePlace | null {
  const [, guildId, channelId, messageId] = MESSAGE_LINK.exec(text) ?? [];
  return guildId && channelId && messageId ? { guildId, channelId, messageId } : null;
}

export function linksIn(text: string): string[] {
  return (text.match(LINK) ?? []).map((link) => link.replace(TRAILING, ''));
}

/** Distinct links that a signal may carry; what is too long or not http is left out, not refused. */
export function usableLinks(links: readonly string[]): string[] {
  const usable = links.filter((link) => link.length <= MAX_LINK && isHttpUrl(link));
  return [...new Set(usable)].slice(0, MAX_LINKS);
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s<>"`\p{C}]+$/iu.test(text);
}

/** An id for what has only a name: the name itself where it is one, else a digest of it. */
export function idOfName(name: string): string {
  const plain = name.trim().toLowerCase().replaceAll(/\s+/g, '-');
  if (/^[!-;=?-~]{1,64}$/.test(plain)) return plain;
  return digestText(plain);
}
