import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { IsSnowflake, IsText, MayBeAbsent } from '#http';
import { EVENT_TYPES, STREAMS, type EventType, type Stream } from '#kernel';
import { ENDPOINT_STATUSES, type EndpointStatus } from '../domain/endpoint.js';

const TYPES = { message: 'must be a list of types of events' };
const OF_STREAMS = { message: `must be a list of ${STREAMS.join(', ')}` };
const URL_TEXT = { message: 'must be a web address of at most 2000 characters' };
const STATUS = { message: `must be one of ${ENDPOINT_STATUSES.join(', ')}` };

/** What an endpoint wants to hear of. */
class Wants {
  @MayBeAbsent()
  @IsArray(TYPES)
  @ArrayMaxSize(EVENT_TYPES.length, TYPES)
  @IsIn(EVENT_TYPES, { each: true, ...TYPES })
  eventTypes?: EventType[];

  @MayBeAbsent()
  @IsArray(OF_STREAMS)
  @ArrayMaxSize(STREAMS.length, OF_STREAMS)
  @IsIn(STREAMS, { each: true, ...OF_STREAMS })
  streams?: Stream[];
}

export class NewEndpointBody extends Wants {
  @IsText(1, 100)
  name: string;

  @IsString(URL_TEXT)
  @MaxLength(2_000, URL_TEXT)
  url: string;

  /** Whose endpoint it is. It stays for good. */
  @MayBeAbsent()
  @IsSnowflake()
  sourceId?: string;
}

/** What is left out stays as it is. */
export class ChangeEndpointBody extends Wants {
  @MayBeAbsent()
  @IsText(1, 100)
  name?: string;

  @MayBeAbsent()
  @IsString(URL_TEXT)
  @MaxLength(2_000, URL_TEXT)
  url?: string;

  @MayBeAbsent()
  @IsIn(ENDPOINT_STATUSES, STATUS)
  status?: EndpointStatus;
}
