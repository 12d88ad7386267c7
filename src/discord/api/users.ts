import { Injectable } from '@nestjs/common';
import { type APIUser, Routes } from 'discord.js';
import { DiscordRest } from './discord-rest.js';

@Injectable()
export class Users {
  constructor(private readonly rest: DiscordRest) {}

  get(userId: string): Promise<APIUser> {
    return this.rest.call('Get', Routes.user(userId));
  }
}
