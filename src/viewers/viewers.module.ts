import { Module } from '@nestjs/common';
import { ViewerStore } from './db/viewer.store.js';

/** Who has which ticket open: consoles and Discord write it down, and each tells it to its people. */
@Module({ providers: [ViewerStore], exports: [ViewerStore] })
export class ViewersModule {}
