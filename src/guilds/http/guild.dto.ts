import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { CLAIM_POLICIES, type ClaimPolicy, type Stream } from '#kernel';
import { IsText, IsTimeZone, MayBeAbsent } from '#http';
import { DigestBody } from './digest.dto.js';
import { SlaBody } from './sla.dto.js';
import { StaleBody } from './stale.dto.js';

const OBJECT = { message: 'must be an object' };
const POLICY = { message: `must be one of ${CLAIM_POLICIES.join(', ')}` };
const LEASE = { message: 'must be a whole number of minutes from 1 to 1440' };
const HOLD = { message: 'must be a whole number of days from 0 to 3650' };

class ClaimBody implements Partial<Record<Stream, ClaimPolicy>> {
  @MayBeAbsent()
  @IsIn(CLAIM_POLICIES, POLICY)
  auto_resolve?: ClaimPolicy;

  @MayBeAbsent()
  @IsIn(CLAIM_POLICIES, POLICY)
  review?: ClaimPolicy;

  @MayBeAbsent()
  @IsIn(CLAIM_POLICIES, POLICY)
  escalation?: ClaimPolicy;

  @MayBeAbsent()
  @IsIn(CLAIM_POLICIES, POLICY)
  appeal?: ClaimPolicy;

  @MayBeAbsent()
  @IsIn(CLAIM_POLICIES, POLICY)
  support?: ClaimPolicy;
}

class TicketPolicyBody {
  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => ClaimBody)
  claim?: ClaimBody;

  @MayBeAbsent()
  @IsInt(LEASE)
  @Min(1, LEASE)
  @Max(1_440, LEASE)
  leaseMinutes?: number;

  @MayBeAbsent()
  @IsInt(HOLD)
  @Min(0, HOLD)
  @Max(3_650, HOLD)
  decisionHoldDays?: number;
}

class SettingsBody {
  @MayBeAbsent()
  @IsTimeZone()
  timeZone?: string;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => TicketPolicyBody)
  ticketPolicy?: TicketPolicyBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => SlaBody)
  sla?: SlaBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => StaleBody)
  stale?: StaleBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => DigestBody)
  digest?: DigestBody;
}

export class PutGuildBody {
  @IsText(1, 100)
  name: string;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => SettingsBody)
  settings?: SettingsBody;
}
