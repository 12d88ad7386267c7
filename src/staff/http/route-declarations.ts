import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { undeclaredRoutes } from './undeclared-routes.js';

/** Refuses to start with a call of which nobody said who may make it. */
@Injectable()
export class RouteDeclarations implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const problems = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype === null ? [] : undeclaredRoutes(metatype as Type)));
    if (problems.length > 0) throw new Error(`Who may make these calls? ${problems.join('; ')}`);
  }
}
