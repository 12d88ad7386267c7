import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Documented, Public } from '#http';
import { DomainError } from '#kernel';
import { PAGE, PAGE_POLICY, SCRIPT, STYLE } from './docs-page.js';
import { docsDocs } from './docs.docs.js';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const OWN: Readonly<Record<string, string>> = { 'docs.js': SCRIPT, 'docs.css': STYLE };
const OF_LIBRARY = new Set(['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png']);
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};

/** The page at /docs, all of it from here. */
@Controller('docs')
@Public()
@Documented(docsDocs)
export class DocsController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', PAGE_POLICY)
  @Header('cache-control', 'no-cache')
  page(): string {
    return PAGE;
  }

  @Get(':file')
  @Header('cache-control', 'public, max-age=3600')
  async asset(
    @Param('file') file: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer> {
    const own = Object.hasOwn(OWN, file) ? OWN[file] : undefined;
    if (own === undefined && !OF_LIBRARY.has(file)) {
      throw new DomainError('not_found', 'not_found', 'There is nothing here. The page is at /docs.');
    }
    void reply.type(TYPES[extname(file)] ?? 'application/octet-stream');
    return own ?? readFile(join(LIBRARY, file));
  }
}
