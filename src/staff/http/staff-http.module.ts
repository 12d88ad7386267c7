import { Module } from '@nestjs/common';
import { StaffModule } from '../staff.module.js';
import { TokensController } from './tokens.controller.js';

@Module({ imports: [StaffModule], controllers: [TokensController] })
export class StaffHttpModule {}
