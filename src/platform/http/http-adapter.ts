import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { answerClientError } from './client-error.js';
import { frameworkProblem } from './framework-problems.js';
import { problemHeaders } from './problem-headers.js';
import { ofRequest } from './problem.js';
import { requestId } from './request-id.js';
import { securityHeaders } from './security-headers.js';

/** The largest body of a call that says nothing else. */
export const BODY_LIMIT = 1024 * 1024;

/** Longest part of a path: a webhook's token has 68 characters. */
const LONGEST_PARAMETER = 200;
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;
const LOOK_FOR_LATE_EVERY_MS = 2_000;
const SILENT_SOCKET_MS = 90_000;
/** Longer than load balancers keep theirs (60 s mostly), so that they never send into a closing one. */
const KEEP_ALIVE_MS = 75_000;
const MOST_HEADER_BYTES = 16 * 1024;

export interface HttpAdapterOptions {
  readonly publicUrl: string;
  /** Whose `X-Forwarded-…` headers are believed. */
  readonly trustedProxies: readonly string[];
}

/** The HTTP server with its bounds: whatever a client does or leaves undone, it ends in a while and is answered. */
export function createHttpAdapter(options: HttpAdapterOptions): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    forceCloseConnections: 'idle',
    bodyLimit: BODY_LIMIT,
    connectionTimeout: SILENT_SOCKET_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: HEADERS_WITHIN_MS,
      connectionsCheckingInterval: LOOK_FOR_LATE_EVERY_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
    },
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    trustProxy: [...options.trustedProxies],
    requestIdHeader: false,
    genReqId: requestId,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerRouterError(securityHeaders(options.publicUrl)),
  });
}

/** The router refuses malformed addresses before any hook runs, so the headers are set here. */
function answerRouterError(headers: readonly (readonly [string, string])[]) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = frameworkProblem(error.statusCode ?? 400, error.code) ?? frameworkProblem(400, null)!;
    const body = JSON.stringify(ofRequest(problem, request.id));
    const all = { ...Object.fromEntries(headers), ...problemHeaders(problem), 'x-request-id': request.id };
    reply.raw.writeHead(problem.status, { ...all, 'content-length': Buffer.byteLength(body) }).end(body);
  };
}
