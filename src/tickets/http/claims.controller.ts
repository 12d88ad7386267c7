import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { JsonObject } from '#kernel';
import { Documented } from '#http';
import { Authorize } from '#staff';
import { Target, type CommandTarget } from './command-target.js';
import { ClaimBody, HandoverBody, ReleaseBody, RenewBody } from './dto/claim-bodies.js';
import { WORK } from './needs.js';
import { TicketCommands } from './ticket-commands.js';
import { claimsDocs } from './claims.docs.js';

/** Who works on a ticket. */
@Controller('v1/guilds/:guildId/tickets/:idOrNumber')
@Documented(claimsDocs)
export class ClaimsController {
  constructor(private readonly commands: TicketCommands) {}

  @Post('claim')
  @HttpCode(200)
  @Authorize(WORK)
  claim(@Target() target: CommandTarget, @Body() { version }: ClaimBody): Promise<JsonObject> {
    return this.commands.run(target, { type: 'claim' }, version);
  }

  /** The heartbeat of a claim. */
  @Post('renew')
  @HttpCode(200)
  @Authorize(WORK)
  renew(@Target() target: CommandTarget, @Body() { version }: RenewBody): Promise<JsonObject> {
    return this.commands.run(target, { type: 'renew' }, version);
  }

  @Post('release')
  @HttpCode(200)
  @Authorize(WORK)
  release(@Target() target: CommandTarget, @Body() { version }: ReleaseBody): Promise<JsonObject> {
    return this.commands.run(target, { type: 'release' }, version);
  }

  @Post('handover')
  @HttpCode(200)
  @Authorize(WORK)
  handover(@Target() target: CommandTarget, @Body() { to, version }: HandoverBody): Promise<JsonObject> {
    return this.commands.handOver(target, to, version);
  }
}
