import { Intake, type NewSignal, type Receipt } from '#intake';
import { SourceDirectory, type SourceForIntake } from '#sources';
import type { TestApp } from './app.js';
import { createGuild, type TestGuild } from './guild.js';

export interface TestIntake {
  readonly guild: TestGuild;
  readonly source: SourceForIntake;
  readonly accept: (over?: Partial<NewSignal>) => Promise<Receipt>;
  readonly acceptAll: (signals: readonly NewSignal[]) => Promise<Receipt[]>;
}

/** A guild with one source, and the way in behind the doors. */
export async function createIntake(app: TestApp, over: Record<string, unknown> = {}): Promise<TestIntake> {
  const guild = await createGuild(app);
  const { id } = await guild.source(over);
  const source = await app.app.get(SourceDirectory).byId(guild.guildId, id);
  if (source === null) throw new Error('The source that was just made is not there');
  const intake = app.app.get(Intake);
  return {
    guild,
    source,
    accept: (given) => intake.accept(source, aNewSignal(given)),
    acceptAll: (signals) => Promise.all(signals.map((signal) => intake.accept(source, signal))),
  };
}

/** A flag about a user that a person has to look at; a test states only what it is about. */
export function aNewSignal(over: Partial<NewSignal> = {}): NewSignal {
  return {
    externalId: null,
    kind: 'flag',
    category: 'harassment',
    severity: 'medium',
    confidence: 0.8,
    subject: { type: 'user', id: '100000000000000001', name: 'Subject' },
    reporter: null,
    text: 'said something that needs a look',
    channelId: null,
    messageId: null,
    links: [],
    attachments: [],
    occurredAt: new Date(),
    correlationKey: null,
    data: {},
    ...over,
  };
}
