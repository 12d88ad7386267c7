import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../../support/app.js';

describe('the page at /docs', () => {
  let docket: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    docket = await startTestApp();
    browser = await chromium.launch({
      executablePath: process.env['DOCKET_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
  });
  afterAll(async () => {
    await browser.close();
    await docket.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)(
    'shows every call, %s and %i wide, asking nobody else for anything',
    async (colorScheme, width) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(docket.url))
          problems.push(request.url());
      });
      await page.goto(`${docket.url}/docs`);
      await page.locator('.opblock').first().waitFor();
      const shown = await page.locator('.opblock').count();
      const document = (await (await fetch(`${docket.url}/v1/openapi.json`)).json()) as { paths: object };
      expect(shown).toBe(Object.values(document.paths).flatMap((item) => Object.keys(item as object)).length);
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(problems).toEqual([]);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(background === 'rgba(0, 0, 0, 0)').toBe(colorScheme === 'light');
      await context.close();
    },
  );

  it('serves nothing but its own files', async () => {
    for (const file of ['package.json', '..%2fpackage.json', 'constructor', '__proto__', 'index.html']) {
      expect((await fetch(`${docket.url}/docs/${file}`)).status).toBe(404);
    }
  });
});
