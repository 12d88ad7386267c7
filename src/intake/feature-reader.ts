import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { StaffDirectory } from '#staff';
import type { Features, Signal } from '#triage';
import { readContests } from './db/contest.reader.js';
import { memberKey, readAccuracy, readActionCounts, type MemberRef } from './db/feature.reader.js';

export interface SignalFrom {
  readonly signal: Signal;
  /** Of the source, 0 to 1. */
  readonly trust: number;
}

/** What triage may know beside the signal; frozen with it. A few queries for a whole group. */
@Injectable()
export class FeatureReader {
  constructor(private readonly staff: StaffDirectory) {}

  async read(tx: Tx, group: readonly SignalFrom[], now: Date): Promise<Features[]> {
    const signals = group.map(({ signal }) => signal);
    const reporters = distinct(
      signals.flatMap(({ guildId, reporter }) => (reporter ? [{ guildId, userId: reporter.id }] : [])),
    );
    const subjects = distinct(
      signals.flatMap(({ guildId, subject }) =>
        subject.type === 'user' ? [{ guildId, userId: subject.id }] : [],
      ),
    );
    const [accuracy, actions, staff, contests] = await Promise.all([
      readAccuracy(tx, reporters),
      readActionCounts(tx, subjects, now),
      this.staffAmong(tx, subjects),
      readContests(tx, signals),
    ]);
    return group.map(({ signal, trust }) => {
      const { guildId, subject, reporter } = signal;
      const subjectKey = memberKey({ guildId, userId: subject.id });
      return {
        sourceTrust: trust,
        reporterAccuracy:
          reporter === null ? null : (accuracy.get(memberKey({ guildId, userId: reporter.id })) ?? null),
        subjectActions: subject.type === 'user' ? (actions.get(subjectKey) ?? 0) : 0,
        subjectIsStaff: subject.type === 'user' && staff.has(subjectKey),
        contests: contests.get(signal.id) ?? null,
      };
    });
  }

  private async staffAmong(tx: Tx, members: readonly MemberRef[]): Promise<Set<string>> {
    const byGuild = new Map<string, MemberRef[]>();
    for (const member of members) {
      const known = byGuild.get(member.guildId);
      if (known) known.push(member);
      else byGuild.set(member.guildId, [member]);
    }
    const found = await Promise.all(
      [...byGuild].map(async ([guildId, of]) => {
        const userIds = of.map(({ userId }) => userId);
        const staff = await this.staff.staffAmong(guildId, userIds, tx);
        return [...staff].map((userId) => memberKey({ guildId, userId }));
      }),
    );
    return new Set(found.flat());
  }
}

function distinct(members: readonly MemberRef[]): MemberRef[] {
  return [...new Map(members.map((member) => [memberKey(member), member])).values()];
}
