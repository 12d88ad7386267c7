import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OriginError } from '../../../src/evidence/origin/origin-error.js';
import { Origin } from '../../../src/evidence/origin/origin.js';
import { startOrigin, type OriginServer } from '../../support/evidence/origin-server.js';

const MAX_BYTES = 1000;

let files: OriginServer;
let secret: OriginServer;
let origin: Origin;
/** For what never ends; with any other a busy machine may take its time. */
let hasty: Origin;

beforeAll(async () => {
  files = await startOrigin();
  secret = await startOrigin();
  // By its name alone `localhost` is a host like any other, and it leads to this machine.
  const hosts = [files.host, 'localhost', '127.0.0.1', '[::1]'];
  origin = new Origin({ hosts, maxBytes: MAX_BYTES, totalMs: 20_000 });
  hasty = new Origin({ hosts, maxBytes: MAX_BYTES, totalMs: 400 });
});

afterAll(async () => {
  await files.close();
  await secret.close();
});

const signal = (): AbortSignal => new AbortController().signal;

async function fetched(
  address: string,
  at = signal(),
  by = origin,
): Promise<{ type: string | null; bytes: Buffer }> {
  const { contentType, bytes } = await by.open(address, at);
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return { type: contentType, bytes: Buffer.concat(chunks) };
}

async function refusal(
  address: string,
  by = origin,
): Promise<Pick<OriginError, 'fate' | 'message' | 'retryAt'>> {
  const error: unknown = await fetched(address, signal(), by).catch((thrown: unknown) => thrown);
  if (!(error instanceof OriginError)) throw new Error(`No refusal: ${String(error)}`);
  const { fate, message, retryAt } = error;
  return { fate, message, retryAt };
}

const redirect = (from: string, location: string, status = 302): string =>
  files.serve(from, (response) => response.writeHead(status, { location }).end());

describe('fetching a file', () => {
  it('brings its bytes and its type', async () => {
    const bytes = Buffer.alloc(MAX_BYTES, 'x');
    expect(await fetched(files.serve('/a.png', bytes))).toEqual({ type: 'image/png', bytes });
  });

  it('passes over a type that is none', async () => {
    const address = files.serve('/odd', (response) =>
      response.writeHead(200, { 'content-type': '<script>/x' }).end('y'),
    );
    expect((await fetched(address)).type).toBeNull();
  });

  it('follows where it is sent, a few times', async () => {
    const there = files.serve('/there', 'x');
    expect((await fetched(redirect('/r1', there))).bytes.toString()).toBe('x');
    expect((await fetched(redirect('/r2', '/there', 308))).bytes.toString()).toBe('x');
    expect(await refusal(redirect('/round', '/round'))).toMatchObject({
      fate: 'failed',
      message: 'It was sent on more than 3 times.',
    });
    expect(files.asked.filter((path) => path === '/round')).toHaveLength(4);
  });

  it('says that a link has expired', async () => {
    expect(await refusal(`http://${files.host}/attachments/1/2/a.png?ex=0`)).toEqual({
      fate: 'failed',
      message: 'Its host answered 404. The link has expired, or the file is gone.',
      retryAt: null,
    });
  });

  it.each([
    ['that says so', { 'content-length': String(MAX_BYTES + 1) }],
    ['that does not', {}],
  ])('gives up on a file that is too large, one %s', async (_what, headers) => {
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      files.serve('/large', (response) => {
        response.writeHead(200, headers).on('close', resolve);
        const more = (): void => {
          while (!response.destroyed && sent < 5_000_000 && response.write(Buffer.alloc(1000))) sent += 1000;
        };
        response.on('drain', more);
        if (!('content-length' in headers)) more();
        else response.write('x');
      });
    });
    expect(await refusal(`http://${files.host}/large`)).toMatchObject({
      fate: 'too_large',
      message: 'It is larger than 1000 bytes.',
    });
    await closed;
    expect(sent).toBeLessThan(5_000_000);
  });

  it('waits for a slow host no longer than its time, before the answer or within it', async () => {
    const late = { fate: 'later', message: 'It took longer than 0.4 s.' };
    expect(
      await refusal(
        files.serve('/silent', () => {}),
        hasty,
      ),
    ).toMatchObject(late);
    const drip = files.serve('/drip', (response) => response.writeHead(200).write('x'));
    expect(await refusal(drip, hasty)).toMatchObject(late);
  });

  it('ends with its signal', async () => {
    const ending = new AbortController();
    const reason = new Error('stopping');
    const address = files.serve('/stays', () => ending.abort(reason));
    await expect(fetched(address, ending.signal)).rejects.toBe(reason);
  });

  it.each([
    [500, {}, null],
    [503, { 'retry-after': '120' }, 2],
    [429, { 'retry-after': '60.5' }, 1],
    [429, { 'retry-after': 'Tue, 01 Jan 2030 00:00:00 GMT' }, null],
  ])('is told by %d to come back', async (status, headers, inMinutes) => {
    const before = Date.now();
    const told = await refusal(files.serve('/busy', (response) => response.writeHead(status, headers).end()));
    expect(told.fate).toBe('later');
    expect(told.retryAt && Math.floor((told.retryAt.getTime() - before) / 60_000)).toBe(inMinutes);
  });

  it('comes back after a host that is away, hangs up or packs what it was asked not to', async () => {
    const gone = await startOrigin();
    await gone.close();
    const hosts = [gone.host, files.host];
    const away = new Origin({ hosts, maxBytes: 1, totalMs: 20_000 }).open(`http://${gone.host}/`, signal());
    await expect(away).rejects.toMatchObject({
      fate: 'later',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    const cut = files.serve('/cut', (response) => {
      response.writeHead(200, { 'content-length': '10' }).write('x', () => response.destroy());
    });
    expect((await refusal(cut)).fate).toBe('later');
    const packed = files.serve('/packed', (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    );
    expect((await refusal(packed)).fate).toBe('failed');
  });
});

describe('what is not meant to be fetched', () => {
  it('is refused when its name leads to a private address', async () => {
    expect(await refusal('https://localhost/')).toEqual({
      fate: 'refused',
      message: 'localhost leads to a private address.',
      retryAt: null,
    });
  });

  it.each(['https://127.0.0.1/', 'https://[::1]/', 'https://0x7f.1/'])(
    'is refused when it is a private address itself: %s',
    async (address) => {
      expect(await refusal(address)).toMatchObject({
        fate: 'refused',
        message: expect.stringContaining('is a private address'),
      });
    },
  );

  it('is refused where another host sends one', async () => {
    const inside = secret.serve('/metadata', 'the secret of this machine');
    for (const place of [
      inside,
      'https://localhost/',
      'file:///etc/passwd',
      'http://169.254.169.254/',
      '//[',
    ]) {
      expect((await refusal(redirect('/sly', place))).fate).toBe('refused');
    }
    expect(secret.asked).toEqual([]);
  });
});
