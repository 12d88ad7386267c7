import { Module } from '@nestjs/common';
import { DeadJobsController } from './http/dead-jobs.controller.js';

/** What the administrator of an installation works with; apart from jobs, which every module stands on. */
@Module({ controllers: [DeadJobsController] })
export class OperationsModule {}
