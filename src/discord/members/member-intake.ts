import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { Intake, type NewSignal, type Receipt } from '#intake';
import { BuiltInSources } from '#sources';
import type { Language } from '../text/texts.js';
import { memberTexts } from './member.texts.js';

/** The way in for what members say on Discord. */
@Injectable()
export class MemberIntake {
  constructor(
    private readonly sources: BuiltInSources,
    private readonly intake: Intake,
  ) {}

  /** Resolves when it is saved and on its ticket. */
  async accept(guildId: string, language: Language, signal: NewSignal): Promise<Receipt> {
    const source = await this.sources.of(guildId, 'commands');
    // The register decides about this source as about any other.
    if (source.status !== 'approved') {
      throw new DomainError('forbidden', 'commands_paused', memberTexts[language].paused);
    }
    return this.intake.accept(source, signal);
  }
}
