import { describe, expect, it } from '@jest/globals';
import type { Writable } from 'node:stream';
import * as ws from 'ws';
import { textFrame } from './text-frame.js';

/** Exported by the library and left out of its types. */
const { Receiver } = ws as unknown as { Receiver: new () => Writable };

/** What a client that nobody here wrote makes of it. */
function received(bytes: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const messages: string[] = [];
    const receiver = new Receiver();
    receiver.on('message', (data: Buffer) => messages.push(String(data)));
    receiver.on('error', reject);
    receiver.on('finish', () => resolve(messages));
    receiver.end(bytes);
  });
}

describe('textFrame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('carries %i bytes', async (length) => {
    const text = 'x'.repeat(length);
    expect(await received(textFrame(text))).toEqual([text]);
  });

  it('counts bytes, not characters', async () => {
    const text = '😀ä‮'.repeat(20);
    expect(await received(textFrame(text))).toEqual([text]);
  });

  it('is one of several in a row', async () => {
    const texts = ['a', 'b'.repeat(300), 'ü'];
    expect(await received(Buffer.concat(texts.map(textFrame)))).toEqual(texts);
  });
});
