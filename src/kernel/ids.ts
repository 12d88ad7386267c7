import { randomBytes, randomFillSync } from 'node:crypto';
import { V7Generator } from 'uuidv7';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Discord ids are unsigned 64-bit integers in decimal; 17 to 20 digits for every date that can occur. */
const SNOWFLAKE = /^\d{17,20}$/;
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Random numbers are fetched for hundreds of ids at once: fetching costs far more than they do. */
const randomness = new Uint32Array(1024);
let taken = randomness.length;
const ids = new V7Generator({
  nextUint32() {
    if (taken === randomness.length) {
      randomFillSync(randomness);
      taken = 0;
    }
    return randomness[taken++]!;
  },
});

/** A time-ordered UUIDv7. */
export function newId(): string {
  return ids.generate().toString();
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

export function isSnowflake(value: string): boolean {
  return SNOWFLAKE.test(value);
}

/**
 * A snowflake-shaped id of 18 or 19 digits, for what Discord's own clients must accept as an id
 * (the id in a webhook URL). 22 random bits stand where Discord keeps worker and sequence.
 */
export function newSnowflake(nowMs: number): string {
  const random = BigInt(randomBytes(4).readUInt32BE() & 0x3fffff);
  return (BigInt(firstSnowflakeAt(nowMs)) | random).toString();
}

/** The lowest snowflake of a moment: what Discord lists "after" it came no earlier. */
export function firstSnowflakeAt(ms: number): string {
  return ((BigInt(ms) - DISCORD_EPOCH_MS) << 22n).toString();
}

/** The creation time of a snowflake, in milliseconds since the Unix epoch. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);
}

/**
 * The snowflake of the moment at which a UUIDv7 was made, for whoever must see an id of ours as one of
 * Discord's. The same id gives the same snowflake; `offset` gives its neighbours.
 */
export function snowflakeOfId(id: string, offset = 0): string {
  const hex = id.replaceAll('-', '');
  const ms = BigInt(`0x${hex.slice(0, 12)}`);
  const random = BigInt(`0x${hex.slice(-6)}`) & 0x3fffffn;
  return (((ms - DISCORD_EPOCH_MS) << 22n) + random + BigInt(offset)).toString();
}
