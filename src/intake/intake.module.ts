import { Module } from '@nestjs/common';
import { EvidenceModule } from '#evidence';
import { GuildsModule } from '#guilds';
import { StaffModule } from '#staff';
import { Acceptance } from './acceptance.js';
import { FeatureReader } from './feature-reader.js';
import { Intake } from './intake.service.js';

@Module({
  imports: [EvidenceModule, GuildsModule, StaffModule],
  providers: [FeatureReader, Acceptance, Intake],
  exports: [Intake],
})
export class IntakeModule {}
