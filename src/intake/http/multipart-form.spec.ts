import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#kernel';
import { readForm, type Stage } from './multipart-form.js';

/** A request that arrives in pieces of so many bytes. */
function requestOf(body: string | Buffer, pieceBytes = 1000, boundary = 'b'): IncomingMessage {
  const bytes = Buffer.from(body);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, n) =>
    bytes.subarray(n * pieceBytes, (n + 1) * pieceBytes),
  );
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return Object.assign(Readable.from(pieces), { headers }) as unknown as IncomingMessage;
}

/** Where files go is another's matter; here they are measured. */
async function stage(bytes: AsyncIterable<Buffer>): ReturnType<Stage> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { measure: { size, sha256: hash.digest('hex') } };
}

const part = (disposition: string, value: string, type?: string): string =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n${value}\r\n`;
const END = '--b--\r\n';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const FORM =
  part('name="payload_json"', '{"content":"x"}', 'application/json') +
  part('name="files[0]"; filename="a.txt"', 'hello', 'text/plain') +
  part('name="username"', 'Bot') +
  END;

describe('readForm', () => {
  it.each([1, 2, 3, 7, 1000])('reads fields and files that come in pieces of %d bytes', async (size) => {
    expect(await readForm(requestOf(FORM, size), stage)).toEqual({
      fields: { payload_json: '{"content":"x"}', username: 'Bot' },
      files: [{ url: null, filename: 'a.txt', contentType: 'text/plain', size: 5, sha256: sha256('hello') }],
    });
  });

  it.each<[string, string, object]>([
    [
      'JSON that is labelled a file',
      part('name="payload_json"; filename="blob"', '{}', 'application/json'),
      { fields: { payload_json: '{}' }, files: [] },
    ],
    ['an empty file', part('name="f"; filename="e"', ''), { files: [{ size: 0, sha256: sha256('') }] }],
    ['no name of a file', part('name="f"; filename=""', 'x'), { files: [{ filename: null, size: 1 }] }],
    [
      'a path for a name',
      part('name="f"; filename="../../etc/passwd"', 'x'),
      { files: [{ filename: 'passwd' }] },
    ],
    ['a charset nobody knows', part('name="content"', 'x', 'text/plain; charset=x-evil'), { fields: {} }],
    ['a prototype for a field', part('name="__proto__"', 'x'), { files: [] }],
    ['what is no field', '--b\r\nX: y\r\n\r\nx\r\n', { fields: {}, files: [] }],
    ['an end with more behind it', `${part('name="a"', 'x')}${END}rubbish\r\n`, { fields: { a: 'x' } }],
  ])('reads %s', async (_what, body, expected) => {
    expect(await readForm(requestOf(body + END), stage)).toMatchObject(expected);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no boundary in it', 'hello'],
    ['an end within a file', FORM.slice(0, FORM.indexOf('hello') + 3)],
    ['an end within a field', FORM.slice(0, FORM.indexOf('{"content') + 3)],
    ['an end within a header', FORM.slice(0, 20)],
    ['too many headers', `--b\r\n${'X: y\r\n'.repeat(5000)}`],
  ])('refuses %s', async (_what, body) => {
    await expect(readForm(requestOf(body), stage)).rejects.toMatchObject({ code: 'discord_50035' });
  });

  it('refuses a sender who hangs up', async () => {
    const request = requestOf(FORM, 10);
    const form = readForm(request, stage);
    request.destroy(new Error('gone'));
    await expect(form).rejects.toBeInstanceOf(DomainError);
  });

  it('always ends, whatever comes', async () => {
    const edit = fc.record({ at: fc.nat(FORM.length), cut: fc.nat(30), put: fc.string({ maxLength: 10 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 4 }),
        fc.integer({ min: 1, max: 60 }),
        async (edits, size) => {
          const body = edits.reduce(
            (text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut),
            FORM,
          );
          const outcome = await readForm(requestOf(body, size), stage).catch((error: unknown) => error);
          expect(outcome instanceof DomainError || 'fields' in (outcome as object)).toBe(true);
        },
      ),
      { numRuns: 500, interruptAfterTimeLimit: 20_000 },
    );
  });
});
