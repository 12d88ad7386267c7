import { DiscoveryService } from '@nestjs/core';
import type { Client } from 'discord.js';

/** Hears what comes over the gateway, in processes with the role `bot`. */
export interface GatewayListener {
  /** Called once, before the client connects. What it does later must not throw. */
  attach(client: Client): void;
  /** Resolves when what was heard is dealt with; the connection closes after it. */
  detach?(): Promise<void>;
}

export const GatewayListenerOf = DiscoveryService.createDecorator();

/** Declares a provider that listens to the gateway. */
export function ListensToGateway(): (listener: new (...args: never[]) => GatewayListener) => void {
  return GatewayListenerOf();
}
