import { Injectable } from '@nestjs/common';
import { RunsEvery, type PeriodicWork } from '#jobs';
import { PartyRoles } from './sight/party-roles.js';

/** Keeps no roles of people longer than they are of use. */
@RunsEvery({ name: 'discord.party-roles', everySeconds: 3_600 })
@Injectable()
export class CardUpkeep implements PeriodicWork {
  constructor(private readonly roles: PartyRoles) {}

  run(): Promise<void> {
    return this.roles.forgetOld();
  }
}
