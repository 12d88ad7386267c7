import { ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#kernel';
import { isHangUp, problemOfError } from './error-problem.js';
import { frameworkProblem, internalProblem } from './framework-problems.js';
import { problemHeaders } from './problem-headers.js';
import { ofRequest, type Problem } from './problem.js';
import { methodNotAllowed, noSuchRoute, RouteTable } from './route-table.js';

/** An outage fails every request: the log says it once in a while, not once each. */
const SAY_AGAIN_MS = 5_000;

/** Turns whatever was thrown into a problem document. The unexpected is logged, once, and hidden. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');
  private readonly saidAt = new Map<string, number>();

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) {
      this.logger.error({ error }, 'A response broke off after it had begun');
      reply.raw.destroy();
      return;
    }
    if (error instanceof NotFoundException && request.is404) return this.answerUnrouted(request, reply);
    const problem = isHangUp(error) ? frameworkProblem(400, null) : problemOfError(error);
    if (problem === null)
      this.logger.error({ error, method: request.method }, 'A request failed unexpectedly');
    else if (problem.status === 503) this.sayNowAndThen(problem, error);
    this.send(request, reply, problem ?? internalProblem());
  }

  private answerUnrouted(request: FastifyRequest, reply: FastifyReply): void {
    const allowed = this.routes.methodsAt(request.raw.url ?? '');
    if (allowed.length === 0) return this.send(request, reply, noSuchRoute(this.routes));
    void reply.header('allow', allowed.join(', '));
    if (request.method === 'OPTIONS') void reply.code(204).send();
    else this.send(request, reply, methodNotAllowed(allowed));
  }

  private send(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
    const format = request.routeOptions.config.problemFormat;
    const { headers, body } = format?.(problem) ?? {
      headers: problemHeaders(problem),
      body: ofRequest(problem, request.id),
    };
    // As bytes: to a text Fastify adds a charset, which the media type does not have.
    void reply
      .code(problem.status)
      .headers(headers)
      .send(Buffer.from(JSON.stringify(body)));
  }

  private sayNowAndThen(problem: Problem, error: unknown): void {
    const now = performance.now();
    const saidAt = this.saidAt.get(problem.code);
    if (saidAt !== undefined && now - saidAt < SAY_AGAIN_MS) return;
    this.saidAt.set(problem.code, now);
    const cause = error instanceof DomainError ? error.cause : error;
    this.logger.warn({ code: problem.code, error: cause }, 'Requests are being turned away');
  }
}
