import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { newId, type JsonObject } from '#kernel';
import { Documented } from '#http';
import { Authorize } from '#staff';
import type { ActionTaken } from '../domain/commands.js';
import { Target, type CommandTarget } from './command-target.js';
import {
  type ActionBody,
  DeescalateBody,
  EscalateBody,
  ReopenBody,
  ResolveBody,
  WaitBody,
} from './dto/progress-bodies.js';
import { WORK } from './needs.js';
import { TicketCommands } from './ticket-commands.js';
import { progressDocs } from './progress.docs.js';

/** Where a ticket stands. */
@Controller('v1/guilds/:guildId/tickets/:idOrNumber')
@Documented(progressDocs)
export class ProgressController {
  constructor(private readonly commands: TicketCommands) {}

  @Post('wait')
  @HttpCode(200)
  @Authorize(WORK)
  wait(@Target() target: CommandTarget, @Body() body: WaitBody): Promise<JsonObject> {
    const until = body.until === undefined ? null : new Date(body.until);
    const command = { type: 'wait', for: body.for, until, reason: body.reason ?? null } as const;
    return this.commands.run(target, command, body.version);
  }

  @Post('escalate')
  @HttpCode(200)
  @Authorize(WORK)
  escalate(@Target() target: CommandTarget, @Body() { reason, version }: EscalateBody): Promise<JsonObject> {
    return this.commands.run(target, { type: 'escalate', reason }, version);
  }

  @Post('deescalate')
  @HttpCode(200)
  @Authorize(WORK)
  deescalate(
    @Target() target: CommandTarget,
    @Body() { reason, version }: DeescalateBody,
  ): Promise<JsonObject> {
    return this.commands.run(target, { type: 'deescalate', reason }, version);
  }

  @Post('resolve')
  @HttpCode(200)
  @Authorize(WORK)
  resolve(@Target() target: CommandTarget, @Body() body: ResolveBody): Promise<JsonObject> {
    const { outcome, reason, actions = [], waiver = null, version } = body;
    const command = { type: 'resolve', outcome, reason, waiver, actions: actions.map(actionOf) } as const;
    return this.commands.run(target, command, version);
  }

  @Post('reopen')
  @HttpCode(200)
  @Authorize(WORK)
  reopen(@Target() target: CommandTarget, @Body() { reason, version }: ReopenBody): Promise<JsonObject> {
    return this.commands.run(target, { type: 'reopen', reason }, version);
  }
}

function actionOf({ type, subjectId, reason, durationSeconds, carriedOutBy }: ActionBody): ActionTaken {
  return {
    id: newId(),
    type,
    subjectId,
    reason: reason ?? null,
    durationSeconds: durationSeconds ?? null,
    carriedOutBy: carriedOutBy ?? null,
  };
}
