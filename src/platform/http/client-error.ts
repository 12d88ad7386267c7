import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '#kernel';
import { frameworkProblem } from './framework-problems.js';
import { PROBLEM_MEDIA_TYPE, makeProblem, ofRequest, type Problem } from './problem.js';

/** What Node's parser could not take as HTTP, or did not get in time. There is no request, only a socket. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOfParser(error.code);
  const id = newId();
  const body = JSON.stringify(ofRequest(problem, id));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function problemOfParser(code: string | undefined): Problem {
  const status = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }[code ?? ''];
  const known = status === undefined ? null : frameworkProblem(status, null);
  return (
    known ?? makeProblem(400, 'Invalid request', 'invalid_http', 'What was sent is not a valid HTTP request.')
  );
}
