import { Module } from '@nestjs/common';
import { EvidenceModule } from '#evidence';
import { SourcesModule } from '#sources';
import { StaffModule } from '#staff';
import { IntakeModule } from '../intake.module.js';
import { CompatibleWebhookController } from './compatible-webhook.controller.js';
import { DiscordWebhookController } from './discord-webhook.controller.js';
import { FailedEntries } from './failed-entries.js';
import { SignalBatches } from './signal-batches.js';
import { SignalsController } from './signals.controller.js';
import { SourceLogin } from './source-login.js';
import { WebhookLogin } from './webhook-login.js';

/** The doors that signals come through over HTTP. */
@Module({
  imports: [EvidenceModule, IntakeModule, SourcesModule, StaffModule],
  controllers: [SignalsController, DiscordWebhookController, CompatibleWebhookController],
  providers: [FailedEntries, SignalBatches, SourceLogin, WebhookLogin],
})
export class IntakeHttpModule {}
