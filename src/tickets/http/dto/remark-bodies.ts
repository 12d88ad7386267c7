import { ArrayMaxSize, IsArray, IsInt, Matches, Max, Min } from 'class-validator';
import { IsText, MayBeAbsent } from '#http';
import { CATEGORY, LIMITS, TAG } from '../../domain/limits.js';
import { MaybeVersioned, Versioned } from './versioned.js';

const LIST = { message: 'must be a list' };
const TAGS = { each: true, message: 'must be tags: 1 to 32 characters of a-z, 0-9, _ and -' };
/** Rules give tags of forms that people do not; they are taken off all the same. */
const LONGEST_TAG = 64;
const PRIORITY = { message: 'must be a whole number from 0 to 100' };

export class NoteBody extends MaybeVersioned {
  @IsText(1, LIMITS.note)
  text: string;
}

export class ReplyBody extends Versioned {
  @IsText(1, LIMITS.reply)
  text: string;
}

export class TagBody extends Versioned {
  @MayBeAbsent()
  @IsArray(LIST)
  @ArrayMaxSize(LIMITS.tags)
  @Matches(TAG, TAGS)
  add?: string[];

  @MayBeAbsent()
  @IsArray(LIST)
  @ArrayMaxSize(LIMITS.tags)
  @IsText(1, LONGEST_TAG, { each: true, message: `must be texts of 1 to ${LONGEST_TAG} characters` })
  remove?: string[];
}

export class CategoryBody extends Versioned {
  @Matches(CATEGORY, { message: 'must be 1 to 40 characters of a-z, 0-9 and _, starting with a letter' })
  category: string;
}

export class PriorityBody extends Versioned {
  @IsInt(PRIORITY)
  @Min(0, PRIORITY)
  @Max(100, PRIORITY)
  priority: number;

  @IsText(1, LIMITS.reason)
  reason: string;
}
