import { describe, expect, it } from '@jest/globals';
import { firstSnowflakeAt, isSnowflake, newId, newSnowflake, snowflakeOfId, snowflakeTime } from './ids.js';

describe('snowflakeOfId', () => {
  it('is of the moment the id was made, and always the same', () => {
    const id = '019a5b0e-8c1f-7d10-9c53-0b8f7a1d2e3f';
    expect(snowflakeOfId(id)).toBe('1436103984352669247');
    expect(snowflakeTime(snowflakeOfId(id))).toBe(Number.parseInt('019a5b0e8c1f', 16));
  });

  it('is one that Discord could have made', () => {
    const before = Date.now();
    const snowflake = snowflakeOfId(newId());
    expect(isSnowflake(snowflake)).toBe(true);
    expect(snowflakeTime(snowflake)).toBeGreaterThanOrEqual(before - 1);
  });

  it('has neighbours', () => {
    const id = newId();
    expect(BigInt(snowflakeOfId(id, 3)) - BigInt(snowflakeOfId(id))).toBe(3n);
  });
});

describe('firstSnowflakeAt', () => {
  it('is the lowest of its millisecond', () => {
    const first = firstSnowflakeAt(Date.UTC(2026, 7, 1));
    expect(snowflakeTime(first)).toBe(Date.UTC(2026, 7, 1));
    expect(snowflakeTime((BigInt(first) - 1n).toString())).toBe(Date.UTC(2026, 7, 1) - 1);
  });
});

describe('newSnowflake', () => {
  it('is of the moment it was made for', () => {
    const at = Date.UTC(2026, 7, 1);
    expect(snowflakeTime(newSnowflake(at))).toBe(at);
    expect(newSnowflake(at)).toMatch(/^\d{18,19}$/);
  });
});
