/** Why a file could not be had from where it lies, and what that makes of its copy: `later` is another attempt. */
export class OriginError extends Error {
  constructor(
    readonly fate: 'refused' | 'too_large' | 'failed' | 'later',
    message: string,
    /** When its host wants to be asked again, if it said. */
    readonly retryAt: Date | null = null,
  ) {
    super(message);
    this.name = 'OriginError';
  }
}
