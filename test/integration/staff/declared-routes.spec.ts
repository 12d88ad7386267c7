import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '#config';
import { configureHttp, createHttpAdapter, HttpModule, Public } from '#http';
import { PlatformModule } from '#platform';
import { Authorize, AuthorizeAdministrator, StaffModule } from '#staff';
import { call } from '../../support/call.js';
import { createDatabaseClone } from '../../support/database.js';

const MODERATOR = { role: 'moderator', scopes: ['tickets:read'] } as const;

@Controller('v1/guilds/:guildId/things')
class DeclaredController {
  @Get()
  @Authorize(MODERATOR)
  list(): string[] {
    return [];
  }

  @Post()
  @Public()
  add(): object {
    return {};
  }

  /** No call, so it declares nothing. */
  helper(): void {}
}

@Controller('probe')
@Public()
class PublicController {
  @Get()
  look(): object {
    return { seen: true };
  }

  @Get('locked')
  @AuthorizeAdministrator()
  locked(): object {
    return { seen: true };
  }
}

@Controller('v1/guilds/:guildId/others')
class UndeclaredController {
  @Get()
  forgotten(): object {
    return {};
  }
}

@Controller('base')
class InheritedController extends UndeclaredController {}

@Controller('v1/things')
class GuildlessController {
  @Get(':id')
  @Authorize(MODERATOR)
  one(): object {
    return {};
  }
}

let clone: { url: string; release(): Promise<void> };

beforeAll(async () => {
  clone = await createDatabaseClone();
});

afterAll(() => clone.release());

async function start(...controllers: Type[]): Promise<NestFastifyApplication> {
  const config = loadConfig({ DOCKET_ADMIN_TOKEN: 'test-admin-token-0123456789' });

  @Module({ imports: [PlatformModule.with(config, clone.url), HttpModule, StaffModule], controllers })
  class ProbeModule {}

  const app = await NestFactory.create<NestFastifyApplication>(ProbeModule, createHttpAdapter(config.http), {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  configureHttp(app);
  try {
    return await app.init();
  } catch (error) {
    await app.close();
    throw error;
  }
}

describe('a start', () => {
  it.each<[string, Type, string]>([
    ['that nobody declared', UndeclaredController, 'UndeclaredController.forgotten declares neither'],
    ['that was inherited undeclared', InheritedController, 'InheritedController.forgotten declares neither'],
    [
      'for a guild that its address does not name',
      GuildlessController,
      'GuildlessController.one has no :guildId',
    ],
  ])('is refused with a call %s', async (_what, controller, problem) => {
    await expect(start(DeclaredController, controller)).rejects.toThrow(problem);
  });

  it('goes on when every call is declared', async () => {
    const app = await start(DeclaredController, PublicController);
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const status = async (method: string, path: string, token: string | null = null) =>
      (await call({ url }, method, path, token)).status;
    expect(await status('GET', '/probe')).toBe(200);
    expect(await status('GET', '/probe/locked')).toBe(401);
    expect(await status('GET', '/probe/locked', 'test-admin-token-0123456789')).toBe(200);
    expect(await status('GET', '/v1/guilds/100000000000000001/things')).toBe(401);
    expect(await status('POST', '/v1/guilds/100000000000000001/things')).toBe(201);
    expect(await status('GET', '/healthz')).toBe(200);
    await app.close();
  });
});
