import { describe, expect, it } from '@jest/globals';
import { admitTarget } from './admit-target.js';

const OWN = ['bot.lan:8080', '[fd00::1]:80', '10.0.0.7:443'];

describe('where callbacks may go', () => {
  it.each([
    ['https://hooks.example/a', false],
    ['https://hooks.example:8443/a?b=c', false],
    ['http://bot.lan:8080/hook', true],
    ['HTTP://BOT.LAN:8080/hook', true],
    ['http://[fd00::1]/', true],
    ['https://10.0.0.7/', true],
    // Refused when it is called: a name may lead there as well.
    ['https://10.0.0.8/', false],
  ])('%s', (address, isOwn) => {
    expect(admitTarget(address, OWN)).toEqual({ url: new URL(address), isOwn });
  });

  it.each([
    ['', 'cannot be read'],
    ['hooks.example/a', 'cannot be read'],
    [`https://hooks.example/${'a'.repeat(2_000)}`, 'cannot be read'],
    ['ftp://hooks.example/', 'Only https'],
    ['file:///etc/passwd', 'Only https'],
    ['https://user:pass@hooks.example/', 'holds a login'],
    ['http://hooks.example/', 'by https only'],
    ['http://bot.lan/', 'by https only'],
    ['http://bot.lan:8081/', 'by https only'],
  ])('not to %s', (address, why) => {
    expect(admitTarget(address, OWN)).toEqual({ refusal: expect.stringContaining(why) });
  });
});
