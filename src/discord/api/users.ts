import { Injectable } from '@nestjs/common';
import { Routes, type APIUser } from 'discord-api-types/v10';
import { DiscordRest } from './discord-rest.js';

@Injectable()
export class Users {
  constructor(private readonly rest: DiscordRest) {}

  get(userId: string): Promise<APIUser> {
    return this.rest.call('Get', Routes.user(userId));
  }
}
