import { Injectable, type INestApplication, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/**
 * The OpenAPI document. Made when it is first asked for: the library that reads the controllers costs memory
 * and time that most processes never need to spend.
 */
@Injectable()
export class OpenApi {
  private app: INestApplication | null = null;
  private made: Promise<string> | null = null;

  constructor(private readonly discovery: DiscoveryService) {}

  /** Whose calls it describes. */
  of(app: INestApplication): void {
    this.app = app;
  }

  /** The document as JSON text. */
  text(): Promise<string> {
    this.made ??= this.make();
    return this.made;
  }

  private async make(): Promise<string> {
    const { app } = this;
    if (app === null) throw new Error('The application was not named');
    const { buildDocument } = await import('./build-document.js');
    const controllers = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype === null ? [] : [metatype as Type]));
    return JSON.stringify(buildDocument(app, controllers));
  }
}
