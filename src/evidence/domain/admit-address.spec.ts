import { describe, expect, it } from '@jest/globals';
import { admitAddress } from './admit-address.js';

const HOSTS = ['cdn.discordapp.com', '127.0.0.1:8080', '[::1]:8080', 'files.lan:443', '10.0.0.5'];

describe('admitAddress', () => {
  it.each([
    ['https://cdn.discordapp.com/attachments/1/2/a.png?ex=1', false],
    ['https://CDN.discordapp.com:443/a', false],
    ['http://127.0.0.1:8080/a', true],
    ['https://127.0.0.1:8080/a', true],
    ['http://2130706433:8080/a', true],
    ['http://[::1]:8080/a', true],
    ['https://files.lan/a', true],
    ['https://10.0.0.5/a', false],
  ])('admits %s', (address, isOwn) => {
    expect(admitAddress(address, HOSTS)).toMatchObject({ isOwn, url: expect.any(URL) });
  });

  it.each([
    ['no address', 'The address cannot be read.'],
    ['https://', 'The address cannot be read.'],
    ['ftp://cdn.discordapp.com/a', 'Only https is fetched.'],
    ['file:///etc/passwd', 'Only https is fetched.'],
    ['https://me:secret@cdn.discordapp.com/a', 'The address holds a login.'],
    ['https://evil.example/a', 'evil.example is not among the hosts that evidence is fetched from.'],
    ['https://cdn.discordapp.com.evil.example/a', expect.stringContaining('is not among the hosts')],
    ['https://cdn.discordapp.com./a', expect.stringContaining('is not among the hosts')],
    ['https://cdn.discordapp.com%2eevil.example/', expect.stringContaining('is not among the hosts')],
    ['https://x.cdn.discordapp.com/a', expect.stringContaining('is not among the hosts')],
    ['http://cdn.discordapp.com/a', expect.stringContaining('by https on its usual port only')],
    ['https://cdn.discordapp.com:8443/a', expect.stringContaining('by https on its usual port only')],
    ['http://127.0.0.1:8081/a', '127.0.0.1 is not among the hosts that evidence is fetched from.'],
    ['http://127.0.0.1/a', expect.stringContaining('is not among the hosts')],
    ['http://files.lan/a', expect.stringContaining('is not among the hosts')],
    ['http://169.254.169.254/latest/meta-data', expect.stringContaining('is not among the hosts')],
  ])('refuses %s', (address, refusal) => {
    expect(admitAddress(address, HOSTS)).toEqual({ refusal });
  });
});
