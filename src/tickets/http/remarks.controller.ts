import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { JsonObject } from '#kernel';
import { Documented } from '#http';
import { Authorize } from '#staff';
import { Target, type CommandTarget } from './command-target.js';
import { CategoryBody, NoteBody, PriorityBody, ReplyBody, TagBody } from './dto/remark-bodies.js';
import { MergeBody, SplitBody } from './dto/restructuring-bodies.js';
import { WORK } from './needs.js';
import { TicketCommands } from './ticket-commands.js';
import { remarksDocs } from './remarks.docs.js';

/** What is said of a ticket, and how it is sorted. */
@Controller('v1/guilds/:guildId/tickets/:idOrNumber')
@Documented(remarksDocs)
export class RemarksController {
  constructor(private readonly commands: TicketCommands) {}

  /** Staff-only. */
  @Post('note')
  @HttpCode(200)
  @Authorize(WORK)
  note(@Target() target: CommandTarget, @Body() { text, version }: NoteBody): Promise<JsonObject> {
    return this.commands.run(target, { type: 'note', text }, version);
  }

  /** Reaches the member. */
  @Post('reply')
  @HttpCode(200)
  @Authorize(WORK)
  reply(@Target() target: CommandTarget, @Body() { text, version }: ReplyBody): Promise<JsonObject> {
    return this.commands.run(target, { type: 'reply', text }, version);
  }

  @Post('tag')
  @HttpCode(200)
  @Authorize(WORK)
  tag(
    @Target() target: CommandTarget,
    @Body() { add = [], remove = [], version }: TagBody,
  ): Promise<JsonObject> {
    return this.commands.run(target, { type: 'tag', add, remove }, version);
  }

  @Post('category')
  @HttpCode(200)
  @Authorize(WORK)
  category(
    @Target() target: CommandTarget,
    @Body() { category, version }: CategoryBody,
  ): Promise<JsonObject> {
    return this.commands.run(target, { type: 'category', category }, version);
  }

  @Post('priority')
  @HttpCode(200)
  @Authorize(WORK)
  priority(
    @Target() target: CommandTarget,
    @Body() { priority, reason, version }: PriorityBody,
  ): Promise<JsonObject> {
    return this.commands.run(target, { type: 'priority', priority, reason }, version);
  }

  @Post('merge')
  @HttpCode(200)
  @Authorize(WORK)
  merge(@Target() target: CommandTarget, @Body() { into, version }: MergeBody): Promise<JsonObject> {
    return this.commands.merge(target, into, version);
  }

  @Post('split')
  @HttpCode(200)
  @Authorize(WORK)
  split(@Target() target: CommandTarget, @Body() { version, ...request }: SplitBody): Promise<JsonObject> {
    return this.commands.split(target, request, version);
  }
}
