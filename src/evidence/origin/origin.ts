import type { IncomingMessage } from 'node:http';
import { PrivateAddress, requestOutside } from '#platform';
import { admitAddress } from '../domain/admit-address.js';
import { fateOfStatus } from '../domain/fate-of-status.js';
import { OriginError } from './origin-error.js';

export interface OriginLimits {
  /** As `admitAddress` reads them. */
  readonly hosts: readonly string[];
  readonly maxBytes: number;
  /** From the first look-up to the last byte. */
  readonly totalMs: number;
}

export interface OriginFile {
  readonly contentType: string | null;
  /** Rejects with an OriginError, also for a file that turns out too large. */
  readonly bytes: AsyncIterable<Buffer>;
}

const MOST_REDIRECTS = 3;
const REQUEST = { method: 'GET', headers: { accept: '*/*', 'accept-encoding': 'identity' } } as const;
const CONTENT_TYPE = /^[\w.+-]{1,50}\/[\w.+-]{1,49}(?=\s*(?:;|$))/;

/** Where attachments lie: fetches them, and nothing that is not meant to be fetched. */
export class Origin {
  constructor(private readonly limits: OriginLimits) {}

  /** Rejects with an OriginError, or with the reason of the signal. */
  async open(address: string, signal: AbortSignal): Promise<OriginFile> {
    const late = AbortSignal.timeout(this.limits.totalMs);
    const ended = AbortSignal.any([signal, late]);
    const explain = (error: unknown): unknown => {
      if (error instanceof OriginError) return error;
      if (error instanceof PrivateAddress) return new OriginError('refused', error.message);
      if (signal.aborted) return signal.reason;
      return late.aborted
        ? new OriginError('later', `It took longer than ${this.limits.totalMs / 1000} s.`)
        : new OriginError('later', error instanceof Error ? error.message : String(error));
    };
    try {
      const response = await this.follow(address, ended);
      return { contentType: contentTypeOf(response), bytes: this.bytesOf(response, explain) };
    } catch (error) {
      throw explain(error);
    }
  }

  /** Each step is looked at as if it were the first. */
  private async follow(address: string, signal: AbortSignal): Promise<IncomingMessage> {
    let next = address;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const admission = admitAddress(next, this.limits.hosts);
      if ('refusal' in admission) throw new OriginError('refused', admission.refusal);
      const response = await requestOutside(admission, REQUEST, signal);
      const place = this.placeOf(response, admission.url);
      if (place === null) return response;
      response.destroy();
      next = place;
    }
    throw new OriginError('failed', `It was sent on more than ${MOST_REDIRECTS} times.`);
  }

  /** Where the answer sends one; null when the file is in it. */
  private placeOf(response: IncomingMessage, url: URL): string | null {
    const { statusCode = 0, headers } = response;
    const fate = fateOfStatus(statusCode);
    if (fate === 'elsewhere' && headers.location !== undefined) {
      return URL.canParse(headers.location, url.href) ? new URL(headers.location, url.href).href : '';
    }
    if (fate === 'there' && (headers['content-encoding'] ?? 'identity') === 'identity') {
      if (Number(headers['content-length'] ?? 0) <= this.limits.maxBytes) return null;
      response.destroy();
      throw this.tooLarge();
    }
    response.destroy();
    throw refusedWith(statusCode, fate === 'later', headers['retry-after']);
  }

  private async *bytesOf(
    response: IncomingMessage,
    explain: (error: unknown) => unknown,
  ): AsyncGenerator<Buffer> {
    let size = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > this.limits.maxBytes) throw this.tooLarge();
        yield chunk;
      }
    } catch (error) {
      throw explain(error);
    } finally {
      response.destroy();
    }
  }

  private tooLarge(): OriginError {
    return new OriginError('too_large', `It is larger than ${this.limits.maxBytes} bytes.`);
  }
}

function refusedWith(status: number, isWorthRetrying: boolean, retryAfter: string | undefined): OriginError {
  if (!isWorthRetrying) {
    const expired = [401, 403, 404, 410].includes(status)
      ? ' The link has expired, or the file is gone.'
      : '';
    return new OriginError('failed', `Its host answered ${status}.${expired}`);
  }
  const seconds = Number(retryAfter);
  const retryAt = retryAfter !== undefined && seconds > 0 ? new Date(Date.now() + seconds * 1000) : null;
  return new OriginError('later', `Its host answered ${status}.`, retryAt);
}

function contentTypeOf({ headers }: IncomingMessage): string | null {
  return CONTENT_TYPE.exec(headers['content-type'] ?? '')?.[0].toLowerCase() ?? null;
}
