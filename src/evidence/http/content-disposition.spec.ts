import { describe, expect, it } from '@jest/globals';
import { contentDisposition } from './content-disposition.js';

describe('contentDisposition', () => {
  it.each([
    ['proof.png', `attachment; filename="proof.png"; filename*=UTF-8''proof.png`],
    ['Beweis für.png', `attachment; filename="Beweis f_r.png"; filename*=UTF-8''Beweis%20f%C3%BCr.png`],
    ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
    [`it's (1).png`, `attachment; filename="it's (1).png"; filename*=UTF-8''it%27s%20%281%29.png`],
    ['', `attachment; filename="file"; filename*=UTF-8''file`],
  ])('names %s', (name, header) => expect(contentDisposition(name)).toBe(header));

  it.each([
    ['a"; filename=b.html', 'a_; filename=b.html'],
    ['a\r\nset-cookie: x', 'a__set-cookie_ x'],
    ['../../etc/passwd', '__.._etc_passwd'],
    ['photo\u202Egpj.exe', 'photo_gpj.exe'],
    ['\uD800.png', '_.png'],
  ])('disarms %j', (name, disarmed) => {
    expect(contentDisposition(name)).toContain(`filename="${disarmed}"`);
    expect(contentDisposition(name)).toMatch(/^[ -~]+$/);
  });
});
