import { hash } from 'node:crypto';

/** 16 characters of base64url (96 bits): short enough for keys, long enough never to collide by chance. */
export function shortHash(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, 16);
}

/** A number in [0, 1) that is the same for the same text and evenly spread over different ones. */
export function unitHash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  // Ids that differ only in their last digit must land far apart, which FNV-1a alone does not give.
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 0x1_0000_0000;
}
