import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Authenticator } from './authenticator.js';
import { ApiTokenReader } from './db/api-token.reader.js';
import { ApiTokenStore } from './db/api-token.store.js';
import { AuthorizeGuard } from './http/authorize.guard.js';
import { RouteDeclarations } from './http/route-declarations.js';
import { StaffDirectory } from './staff-directory.js';
import { StaffMembers } from './staff-members.js';
import { StaffService } from './staff.service.js';
import { TokenUses } from './token-uses.js';

@Module({
  imports: [DiscoveryModule],
  providers: [
    ApiTokenReader,
    ApiTokenStore,
    TokenUses,
    Authenticator,
    StaffService,
    StaffDirectory,
    StaffMembers,
    RouteDeclarations,
    { provide: APP_GUARD, useClass: AuthorizeGuard },
  ],
  exports: [Authenticator, StaffDirectory, StaffMembers, StaffService, ApiTokenReader],
})
export class StaffModule {}
