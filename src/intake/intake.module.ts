import { Module } from '@nestjs/common';
import { EvidenceModule } from '#evidence';
import { GuildsModule } from '#guilds';
import { SourcesModule } from '#sources';
import { StaffModule } from '#staff';
import { Acceptance } from './acceptance.js';
import { FeatureReader } from './feature-reader.js';
import { Intake } from './intake.service.js';
import { LocalRateLimiter } from './rate/local-rate-limiter.js';
import { SourceRate } from './rate/source-rate.js';
import { sourceRateProvider } from './rate/source-rate.provider.js';
import { RefusedSignals } from './refused-signals.js';
import { UnattendedIntake } from './unattended-intake.js';

@Module({
  imports: [EvidenceModule, GuildsModule, SourcesModule, StaffModule],
  providers: [
    LocalRateLimiter,
    sourceRateProvider,
    FeatureReader,
    Acceptance,
    Intake,
    RefusedSignals,
    UnattendedIntake,
  ],
  exports: [Intake, RefusedSignals, UnattendedIntake, LocalRateLimiter, SourceRate],
})
export class IntakeModule {}
