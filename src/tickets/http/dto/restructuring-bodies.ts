import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, Matches } from 'class-validator';
import { IsText } from '#http';
import { LIMITS } from '../../domain/limits.js';
import { Versioned } from './versioned.js';

const UUID = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';

export class MergeBody extends Versioned {
  /** The id or number of the ticket that takes this one over. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value))
  @Matches(new RegExp(`^(${UUID}|#?[1-9]\\d{0,9})$`), { message: 'must be the id or number of a ticket' })
  into: string;
}

export class SplitBody extends Versioned {
  @IsArray({ message: 'must be a list of ids of signals' })
  @ArrayNotEmpty({ message: 'must name at least one signal' })
  @ArrayMaxSize(LIMITS.splitSignals)
  @Matches(new RegExp(`^${UUID}$`), { each: true, message: 'must be ids of signals' })
  signalIds: string[];

  @IsText(1, LIMITS.title)
  title: string;

  @IsText(1, LIMITS.reason)
  reason: string;
}
