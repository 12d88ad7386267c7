import { Module } from '@nestjs/common';
import { StaffModule } from '#staff';
import { EvidenceModule } from '../evidence.module.js';
import { EvidenceController } from './evidence.controller.js';

@Module({
  imports: [EvidenceModule, StaffModule],
  controllers: [EvidenceController],
})
export class EvidenceHttpModule {}
