import type { JsonObject } from '#kernel';
import type { Features } from './decision.js';
import { linksOf, type Link } from './links.js';
import { normalise } from './normalise.js';
import type { Signal } from './signal.js';

const MENTION = /<@[!&]?\d{1,20}>|@everyone|@here/g;
const MAX_LINKS = 50;

/**
 * A signal as conditions see it: absent texts are empty, whole numbers are CEL ints, and what costs
 * time is worked out when the first rule asks for it.
 */
export class SignalView {
  #plain: string | undefined;
  #padded: string | undefined;
  #words: ReadonlySet<string> | undefined;
  #found: readonly Link[] | undefined;

  constructor(private readonly signal: Signal) {}

  get kind(): string {
    return this.signal.kind;
  }
  get category(): string {
    return this.signal.category;
  }
  get severity(): string {
    return this.signal.severity;
  }
  get confidence(): number {
    return this.signal.confidence;
  }
  get sourceId(): string {
    return this.signal.sourceId;
  }
  get subjectType(): string {
    return this.signal.subject.type;
  }
  get subjectId(): string {
    return this.signal.subject.id;
  }
  get subjectName(): string {
    return this.signal.subject.name ?? '';
  }
  get reporterId(): string {
    return this.signal.reporter?.id ?? '';
  }
  get channelId(): string {
    return this.signal.channelId ?? '';
  }
  get messageId(): string {
    return this.signal.messageId ?? '';
  }
  get text(): string {
    return this.signal.text;
  }
  get plain(): string {
    return (this.#plain ??= normalise(this.signal.text));
  }
  get links(): readonly string[] {
    return this.signal.links.slice(0, MAX_LINKS);
  }
  get domains(): readonly string[] {
    return [...new Set(this.found.flatMap(({ domain }) => domain ?? []))];
  }
  get mentionCount(): bigint {
    return BigInt(this.text.includes('@') ? (this.text.match(MENTION)?.length ?? 0) : 0);
  }
  get attachmentCount(): bigint {
    return BigInt(this.signal.attachments.length);
  }
  get data(): JsonObject {
    return this.signal.data;
  }

  /** For `domainIn`: the links of the text and of the signal. */
  get found(): readonly Link[] {
    return (this.#found ??= linksOf(this.signal.text, this.signal.links));
  }
  /** For `hasAny`: a phrase stands in a text when it stands here between spaces. */
  get padded(): string {
    return (this.#padded ??= ` ${this.plain} `);
  }
  get words(): ReadonlySet<string> {
    return (this.#words ??= new Set(this.plain.split(' ')));
  }
}

export const SIGNAL_FIELDS = {
  kind: 'string',
  category: 'string',
  severity: 'string',
  confidence: 'double',
  sourceId: 'string',
  subjectType: 'string',
  subjectId: 'string',
  subjectName: 'string',
  reporterId: 'string',
  channelId: 'string',
  messageId: 'string',
  text: 'string',
  plain: 'string',
  links: 'list<string>',
  domains: 'list<string>',
  mentionCount: 'int',
  attachmentCount: 'int',
  data: 'map<string, dyn>',
} as const satisfies Partial<Record<keyof SignalView, string>>;

/** Features as conditions see them: an accuracy not yet known counts as even odds. */
export class FeaturesView {
  constructor(private readonly features: Features) {}

  get sourceTrust(): number {
    return this.features.sourceTrust;
  }
  get reporterKnown(): boolean {
    return this.features.reporterAccuracy !== null;
  }
  get reporterAccuracy(): number {
    return this.features.reporterAccuracy ?? 0.5;
  }
  get subjectActions(): bigint {
    return BigInt(Math.trunc(this.features.subjectActions));
  }
  get subjectIsStaff(): boolean {
    return this.features.subjectIsStaff;
  }
}

export const FEATURE_FIELDS = {
  sourceTrust: 'double',
  reporterKnown: 'bool',
  reporterAccuracy: 'double',
  subjectActions: 'int',
  subjectIsStaff: 'bool',
} as const satisfies Partial<Record<keyof FeaturesView, string>>;
