import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { HANDLER_MARKS, type CommandHandler, type ComponentHandler, type ModalHandler } from './handlers.js';

/** Every handler by its name, found among the providers. Two of one name are a defect that stops the start. */
@Injectable()
export class HandlerRegistry implements OnModuleInit {
  commands: ReadonlyMap<string, CommandHandler> = new Map();
  components: ReadonlyMap<string, ComponentHandler> = new Map();
  modals: ReadonlyMap<string, ModalHandler> = new Map();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.commands = this.found<CommandHandler>('command');
    this.components = this.found<ComponentHandler>('component');
    this.modals = this.found<ModalHandler>('modal');
    for (const [name, { definition }] of this.commands) {
      if (definition.name !== name) throw new TypeError(`The command ${name} defines ${definition.name}`);
    }
  }

  definitions(): RESTPostAPIApplicationCommandsJSONBody[] {
    return [...this.commands.values()].map(({ definition }) => definition);
  }

  private found<Handler>(sort: keyof typeof HANDLER_MARKS): Map<string, Handler> {
    const mark = HANDLER_MARKS[sort];
    const handlers = new Map<string, Handler>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: mark.KEY })) {
      const name = this.discovery.getMetadataByDecorator(mark, wrapper);
      if (name === undefined) continue;
      if (handlers.has(name)) throw new TypeError(`Two handlers (${sort}) are named ${name}`);
      handlers.set(name, wrapper.instance as Handler);
    }
    return handlers;
  }
}
