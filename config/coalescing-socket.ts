import { Socket } from 'node:net';

/**
 * A socket that sends everything written in one turn of the event loop at once. The driver corks it for each
 * statement by itself; those of a transaction that don't wait for each other become one system call, and wake
 * Postgres once.
 */
export class CoalescingSocket extends Socket {
  private holding = false;

  override cork(): void {
    super.cork();
    if (this.holding) return;
    this.holding = true;
    super.cork();
    process.nextTick(() => {
      this.holding = false;
      this.uncork();
    });
  }
}
