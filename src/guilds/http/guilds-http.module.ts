import { Module } from '@nestjs/common';
import { GuildsModule } from '../guilds.module.js';
import { GuildsController } from './guilds.controller.js';

@Module({ imports: [GuildsModule], controllers: [GuildsController] })
export class GuildsHttpModule {}
