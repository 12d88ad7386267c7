import { describe, expect, it } from '@jest/globals';
import { customId, parseCustomId } from './custom-id.js';

describe('customId', () => {
  it('is read back as it was made', () => {
    const id = customId('resolve', '019a5b0e-8c1f-7d10-9c53-0b8f7a1d2e3f', '7');
    expect(parseCustomId(id)).toEqual({
      handler: 'resolve',
      args: ['019a5b0e-8c1f-7d10-9c53-0b8f7a1d2e3f', '7'],
    });
    expect(parseCustomId(customId('panel'))).toEqual({ handler: 'panel', args: [] });
  });

  it.each([[['a:b']], [['with space']], [['x'.repeat(100)]]])('refuses %j', (args) => {
    expect(() => customId('h', ...args)).toThrow(TypeError);
  });
});
