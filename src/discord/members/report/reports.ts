import { Inject, Injectable } from '@nestjs/common';
import type { GuildMember, RepliableInteraction } from 'discord.js';
import { CLOCK, type Clock, DomainError } from '#kernel';
import type { Attachment } from '#triage';
import type { Asked } from '../../interactions/asked.js';
import { MemberGate } from '../gate/member-gate.js';
import { MemberIntake } from '../member-intake.js';
import type { CopiedMessage } from './domain/copied-message.js';
import type { MessageRef } from './domain/message-ref.js';
import type { ReportCategory } from './domain/report-categories.js';
import { type ReportedMember, ReportedMembers } from './reported-members.js';
import { ReportedMessages } from './reported-messages.js';
import { reportSignal } from './report-signal.js';
import { reportTexts } from './report.texts.js';

/** What a member asks to be passed on. */
export interface ReportRequest {
  readonly category: ReportCategory;
  readonly words: string;
  readonly files: readonly Attachment[];
  readonly user: { readonly id: string; readonly member: GuildMember | null } | null;
  readonly message: MessageRef | null;
  /** When it came with the interaction; else it is looked for. */
  readonly copy?: CopiedMessage;
}

interface Sent {
  readonly number: number;
  readonly duplicate: boolean;
  readonly aboutBot: boolean;
  readonly notCopied: boolean;
}

/** Takes reports in and says what the reporter is told. */
@Injectable()
export class Reports {
  constructor(
    private readonly gate: MemberGate,
    private readonly intake: MemberIntake,
    private readonly messages: ReportedMessages,
    private readonly members: ReportedMembers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async file(asked: Asked<RepliableInteraction>, request: ReportRequest): Promise<string> {
    const texts = reportTexts[asked.language];
    if (request.user !== null) refuseOf(request.user.id, asked);
    else if (request.message === null) {
      throw new DomainError('invalid', 'report_of_nobody', texts.ofNobody);
    }
    const sent = await this.gate.pass(asked, 'report', () => this.send(asked, request));
    return [
      sent.duplicate ? texts.already(sent.number) : texts.thanks(sent.number),
      ...(sent.aboutBot ? [texts.aboutBot] : []),
      ...(sent.notCopied ? [texts.notCopied] : []),
    ].join('\n');
  }

  private async send(asked: Asked<RepliableInteraction>, request: ReportRequest): Promise<Sent> {
    const { interaction, guildId, user: reporter, language } = asked;
    const { category, words, files, message } = request;
    const copy = request.copy ?? (message === null ? null : await this.messages.find(interaction, message));
    const aboutId = request.user?.id ?? copy?.author.id ?? null;
    if (aboutId !== null) refuseOf(aboutId, asked);
    const about = aboutId === null ? null : await this.about(asked, aboutId, request, copy);
    const draft = { interactionId: interaction.id, guildId, reporter, category, words, files };
    const signal = reportSignal({ ...draft, about, message, copy }, this.clock.now());
    const { ticketNumber: number, duplicate } = await this.intake.accept(guildId, language, signal);
    return {
      number,
      duplicate,
      aboutBot: about?.isBot === true,
      notCopied: message !== null && copy === null,
    };
  }

  private async about(
    asked: Asked,
    userId: string,
    { user }: ReportRequest,
    copy: CopiedMessage | null,
  ): Promise<ReportedMember> {
    const author = copy?.author.id === userId ? copy.author : null;
    // A webhook has an author's name and no member.
    const found = await this.members.find(asked, userId, user?.member);
    return {
      ...found,
      name: found.name ?? author?.name ?? null,
      isBot: found.isBot || author?.isBot === true,
    };
  }
}

function refuseOf(userId: string, { user, interaction, language }: Asked): void {
  const texts = reportTexts[language];
  if (userId === user.id) throw new DomainError('invalid', 'report_of_yourself', texts.ofYourself);
  if (userId === interaction.applicationId || userId === interaction.client.user.id) {
    throw new DomainError('invalid', 'report_of_docket', texts.ofDocket);
  }
}
