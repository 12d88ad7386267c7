import { Inject, Injectable, Logger } from '@nestjs/common';
import { internalProblem, problemOfError, type Problem } from '#http';
import { CLOCK, DomainError, truncateText, type Clock } from '#kernel';
import type { SourceForIntake } from '#sources';
import { RefusedSignals } from '../refused-signals.js';
import type { NewSignal } from '../domain/new-signal.js';
import { parseSignal } from '../domain/parse-signal.js';
import type { Receipt } from '../domain/receipt.js';
import type { Grant } from '../domain/token-bucket.js';
import { Intake } from '../intake.service.js';
import { invalidSignal, kindOf, tooFast } from './signal-refusals.js';

export type SignalResult = Receipt | Problem;

const MOST_SIGNALS = 500;

/** Many signals of one source at once: each is taken or refused on its own. */
@Injectable()
export class SignalBatches {
  private readonly logger = new Logger('Intake');

  constructor(
    private readonly intake: Intake,
    private readonly refusals: RefusedSignals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One result for each, in order; the first ones are taken when the rate has no room for all. */
  async accept(source: SourceForIntake, signals: readonly unknown[], grant: Grant): Promise<SignalResult[]> {
    const now = this.clock.now();
    const results: SignalResult[] = [];
    const sound: NewSignal[] = [];
    const places: number[] = [];
    for (const [place, input] of signals.entries()) {
      const parsed = place < grant.granted ? parseSignal(input, now) : null;
      if (parsed !== null && 'signal' in parsed) {
        sound.push(parsed.signal);
        places.push(place);
      } else {
        this.refusals.note(source, kindOf(input));
        results[place] = this.problem(parsed === null ? tooFast(grant) : invalidSignal(parsed.problems));
      }
    }
    const accepted = sound.length === 0 ? [] : await this.intake.acceptAll(source, sound);
    for (const [index, result] of accepted.entries()) {
      results[places[index]!] = 'receipt' in result ? result.receipt : this.problem(result.error);
    }
    return results;
  }

  private problem(error: unknown): Problem {
    const problem = problemOfError(error);
    if (problem === null) this.logger.error({ error }, 'A signal of a batch failed unexpectedly');
    return problem ?? internalProblem();
  }
}

/** What a batch holds; a refusal when it isn't one. */
export function signalsIn(body: unknown): readonly unknown[] {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const { signals, ...others } = isObject ? (body as Record<string, unknown>) : {};
  if (!Array.isArray(signals)) throw notABatch('signals', 'must be a list of signals');
  if (signals.length > MOST_SIGNALS) {
    throw notABatch('signals', `must hold at most ${MOST_SIGNALS} signals; send the rest in another batch`);
  }
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw notABatch(truncateText(unknown, 80), 'is not known here: leave it out');
  return signals;
}

function notABatch(path: string, message: string): DomainError {
  return new DomainError('invalid', 'invalid_body', `The request body is not valid. ${path} ${message}.`, {
    errors: [{ path, message }],
  });
}
