import { describe, expect, it } from '@jest/globals';
import { saidIn } from './said-in.js';

const files = new Map([['1', { name: 'a.png', url: 'https://cdn.example/a.png' }]]);

describe('saidIn', () => {
  it.each([
    ['hello', new Map(), 'hello'],
    ['', files, '[a.png] https://cdn.example/a.png'],
    ['look', files, 'look\n[a.png] https://cdn.example/a.png'],
    ['', new Map(), ''],
  ])('%j', (content, attachments, text) => {
    expect(saidIn({ content, attachments })).toBe(text);
  });
});
