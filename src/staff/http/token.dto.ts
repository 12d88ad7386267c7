import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  ValidateBy,
  ValidateIf,
  type ValidationArguments,
} from 'class-validator';
import { ROLES, SCOPES, type Role, type Scope } from '#kernel';
import { IsSnowflake, IsText, IsTime } from '#http';

/** A token for a person (`userId` and `role`) or for a service (`scopes`). */
export class NewTokenBody {
  @IsText(1, 100)
  name: string;

  @ValidateIf(isForPerson)
  @IsSnowflake()
  userId?: string;

  @ValidateIf(isForPerson)
  @IsIn(ROLES, { message: `must be one of ${ROLES.join(', ')}` })
  role?: Role;

  @ValidateIf((body: NewTokenBody) => !isForPerson(body) || body.scopes !== undefined)
  @LeftOutForPerson()
  @IsArray({ message: 'must be a list of scopes; or give userId and role for a person' })
  @ArrayNotEmpty({ message: 'must hold at least one scope' })
  @ArrayMaxSize(SCOPES.length)
  @ArrayUnique()
  @IsIn(SCOPES, { each: true, message: `must hold only ${SCOPES.join(', ')}` })
  scopes?: Scope[];

  /** Null or left out: until it is revoked. */
  @IsOptional()
  @IsTime()
  expiresAt?: string | null;
}

function isForPerson(body: NewTokenBody): boolean {
  return body.userId !== undefined || body.role !== undefined;
}

function LeftOutForPerson(): PropertyDecorator {
  return ValidateBy({
    name: 'leftOutForPerson',
    validator: {
      validate: (_value, args?: ValidationArguments) => !isForPerson(args?.object as NewTokenBody),
      defaultMessage: () => 'must be left out for a person, who has a role instead',
    },
  });
}
