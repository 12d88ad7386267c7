import { setMaxListeners } from 'node:events';

/** Ends one run of a job. Few are ended and few look whether they are, so the signal is made when it is asked for. */
export class JobAbort {
  private controller: AbortController | null = null;
  private onAbort: ((reason: Error) => void) | null = null;
  /** Why it ends; null while it may go on. */
  reason: Error | null = null;

  get signal(): AbortSignal {
    if (this.controller === null) {
      this.controller = new AbortController();
      // A run may make many calls with it, and a client such as Discord's leaves a listener for each.
      setMaxListeners(0, this.controller.signal);
      if (this.reason !== null) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }

  /** The first reason stands. */
  abort(reason: Error): void {
    if (this.reason !== null) return;
    this.reason = reason;
    this.controller?.abort(reason);
    this.onAbort?.(reason);
  }

  /** Calls back once, at once when it is aborted already. */
  whenAborted(heard: (reason: Error) => void): void {
    if (this.reason === null) this.onAbort = heard;
    else heard(this.reason);
  }
}
