import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startTestApi, type TestApp } from '../../support/app.js';

/** Drawn once for each choice of colours, which takes seconds, and looked at in several ways. */
describe('the page at /docs', () => {
  let docket: TestApp;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    docket = await startTestApi();
    browser = await chromium.launch({
      executablePath: process.env['DOCKET_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(docket.url))
        problems.push(request.url());
    });
    await draw('light');
  });
  afterAll(async () => {
    await browser.close();
    await docket.close();
  });

  async function draw(colorScheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${docket.url}/docs`);
    await page.locator('.opblock').first().waitFor();
  }

  it('shows every call', async () => {
    const shown = await page.locator('.opblock').count();
    const document = (await (await fetch(`${docket.url}/v1/openapi.json`)).json()) as { paths: object };
    expect(shown).toBe(Object.values(document.paths).flatMap((item) => Object.keys(item as object)).length);
  });

  it.each(['light', 'dark'] as const)(
    'follows the colours asked for, %s, and fits, wide and narrow',
    async (colorScheme) => {
      // The page decides on its colours as it begins.
      if (colorScheme === 'dark') await draw(colorScheme);
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(background === 'rgba(0, 0, 0, 0)').toBe(colorScheme === 'light');
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        expect(
          await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
        ).toBeLessThanOrEqual(0);
      }
    },
  );

  it('asks nobody else for anything, and nothing in it fails', () => {
    expect(problems).toEqual([]);
  });

  it('serves nothing but its own files', async () => {
    for (const file of ['package.json', '..%2fpackage.json', 'constructor', '__proto__', 'index.html']) {
      expect((await fetch(`${docket.url}/docs/${file}`)).status).toBe(404);
    }
  });
});
