import type { FastifyReply } from 'fastify';
import type { Grant } from '../domain/token-bucket.js';

/** The IETF's RateLimit fields: what a source may send, and what is left of it. */
export function showRate(reply: FastifyReply, { limitPerMinute, remaining, fullAfterMs }: Grant): void {
  void reply
    .header('ratelimit-policy', `"source";q=${limitPerMinute};w=60`)
    .header('ratelimit', `"source";r=${remaining};t=${Math.ceil(fullAfterMs / 1000)}`);
}
