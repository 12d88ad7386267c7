import { STREAMS, type Stream } from '#kernel';

/** A set of streams as bits, so that watchers with the same filter share what is made for it. */
export type StreamMask = number;

export const ALL_STREAMS: StreamMask = (1 << STREAMS.length) - 1;

export function maskOf(streams: readonly Stream[]): StreamMask {
  return streams.reduce((mask, stream) => mask | bitOf(stream), 0);
}

export function includes(mask: StreamMask, stream: Stream): boolean {
  return (mask & bitOf(stream)) !== 0;
}

function bitOf(stream: Stream): StreamMask {
  return 1 << STREAMS.indexOf(stream);
}
