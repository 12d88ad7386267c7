import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsString, Matches } from 'class-validator';
import {
  cleanText,
  SIGNAL_KINDS,
  type SignalKind,
  type Status,
  STATUSES,
  type Stream,
  STREAMS,
} from '#kernel';
import { IsText, IsTime, MayBeAbsent, PageQuery } from '#http';
import { TICKET_ORDERS, type TicketOrder } from '../../db/ticket-order.js';
import { CATEGORY, TAG } from '../../domain/limits.js';

const MOST_VALUES = 20;
const ID = /^[!-;=?-~]{1,64}$/;
const OWNER = /^(me|none|\d{17,20})$/;
const ONCE = { message: 'must be given once' };
const PERSON = { message: 'must be an id of 1 to 64 characters' };

const orList = (values: readonly string[]): { message: string } => ({
  message: `must be one or more of ${values.join(', ')}, separated by commas`,
});

/** `a,b` or the parameter more than once; any of them. */
function IsListOf(check: PropertyDecorator): PropertyDecorator {
  const all = [
    check,
    ArrayMaxSize(MOST_VALUES, { message: `must hold at most ${MOST_VALUES} values` }),
    Transform(({ value }: { value: string | string[] | undefined }) => valuesIn(value)),
    MayBeAbsent(),
  ];
  return (target, key) => all.forEach((decorate) => decorate(target, key));
}

/** A query holds texts only, each name once or more. */
function valuesIn(value: string | string[] | undefined): string[] | undefined {
  return value === undefined ? undefined : [value].flat().flatMap((one) => one.split(','));
}

/** Which tickets to list. */
export class TicketsQuery extends PageQuery {
  @IsListOf(IsIn(STREAMS, { each: true, ...orList(STREAMS) }))
  stream?: Stream[];

  @IsListOf(IsIn(STATUSES, { each: true, ...orList(STATUSES) }))
  status?: Status[];

  @IsListOf(Matches(OWNER, { each: true, message: 'must be me, none or ids of people, separated by commas' }))
  owner?: string[];

  @IsListOf(IsIn(SIGNAL_KINDS, { each: true, ...orList(SIGNAL_KINDS) }))
  kind?: SignalKind[];

  @IsListOf(Matches(CATEGORY, { each: true, message: 'must be categories, separated by commas' }))
  category?: string[];

  @IsListOf(Matches(/^\d{17,20}$/, { each: true, message: 'must be ids of sources, separated by commas' }))
  source?: string[];

  @IsListOf(Matches(TAG, { each: true, message: 'must be tags, separated by commas' }))
  tag?: string[];

  @MayBeAbsent()
  @IsString(ONCE)
  @Matches(ID, PERSON)
  subject?: string;

  @MayBeAbsent()
  @IsString(ONCE)
  @Matches(ID, PERSON)
  reporter?: string;

  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanText(value) : value))
  @IsText(1, 200)
  q?: string;

  @MayBeAbsent()
  @IsTime()
  since?: string;

  @MayBeAbsent()
  @IsTime()
  until?: string;

  /** Left out: `queue`, and `newest` when resolved tickets are asked for. */
  @MayBeAbsent()
  @IsIn(TICKET_ORDERS, { message: `must be one of ${TICKET_ORDERS.join(', ')}` })
  order?: TicketOrder;
}
