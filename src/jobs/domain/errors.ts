/** What a handler throws when no further attempt can succeed: the job becomes a dead letter at once. */
export class GiveUp extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GiveUp';
  }
}

/** What a handler throws when it was told to come back later (a rate limit). No failure is counted. */
export class RetryAt extends Error {
  constructor(
    readonly at: Date,
    message = 'Told to come back later',
  ) {
    super(message);
    this.name = 'RetryAt';
  }
}

/** Why a run's signal was aborted: its process stops. The job runs again elsewhere, no failure counted. */
export class JobsStopping extends Error {
  constructor() {
    super('This process stops; the job runs again elsewhere.');
    this.name = 'JobsStopping';
  }
}

/** Why a run's signal was aborted: someone cancelled the job. */
export class JobCancelled extends Error {
  constructor() {
    super('The job was cancelled.');
    this.name = 'JobCancelled';
  }
}

/** Why a run's signal was aborted: it took longer than its kind may. */
export class JobTimedOut extends Error {
  constructor(timeoutMs: number) {
    super(`The job took longer than ${timeoutMs} ms.`);
    this.name = 'JobTimedOut';
  }
}
