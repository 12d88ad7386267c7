import { Logger } from '@nestjs/common';

interface Resource {
  close(): Promise<void> | void;
  /** What must be done at once when there is no time to close. */
  abandon?(): void;
}

/** What the process holds, closed in the opposite order of opening. */
export class Resources {
  private readonly logger = new Logger('Resources');
  private readonly held: Resource[] = [];

  add(resource: Resource): void {
    this.held.push(resource);
  }

  async close(): Promise<void> {
    for (let resource = this.held.at(-1); resource; resource = this.held.at(-1)) {
      try {
        await resource.close();
      } catch (error) {
        this.logger.error({ error }, 'Something did not close');
      }
      this.held.pop();
    }
  }

  abandon(): void {
    for (const resource of this.held.toReversed()) resource.abandon?.();
  }
}
