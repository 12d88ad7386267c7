import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import type {
  APIAllowedMentions,
  APIEmbed,
  APIMessageReference,
  APIPoll,
  APIMessageTopLevelComponent,
  RESTAPIAttachment,
} from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.js';
import type { FieldProblem } from '../errors.js';

/** What any way of writing a message may carry. */
export interface MessageBody {
  content?: string | null | undefined;
  embeds?: APIEmbed[] | null | undefined;
  components?: APIMessageTopLevelComponent[] | null | undefined;
  flags?: number | null | undefined;
  attachments?: RESTAPIAttachment[] | null | undefined;
  allowed_mentions?: APIAllowedMentions | null | undefined;
  message_reference?: (APIMessageReference & { fail_if_not_exists?: boolean }) | null | undefined;
  nonce?: string | number | null | undefined;
  enforce_nonce?: boolean | null | undefined;
  tts?: boolean | null | undefined;
  poll?: APIPoll | null | undefined;
  sticker_ids?: readonly string[] | null | undefined;
  username?: string | undefined;
  avatar_url?: string | undefined;
}

/** A component seen without its kind: what every kind has, and the children some have. */
export interface AnyComponent {
  type: ComponentType;
  id?: number;
  custom_id?: string;
  content?: string;
  components?: AnyComponent[];
  component?: AnyComponent;
  accessory?: AnyComponent;
  disabled?: boolean;
  label?: string;
}

export function flatten(components: readonly AnyComponent[]): AnyComponent[] {
  return components.flatMap((one) => [
    one,
    ...flatten(one.components ?? []),
    ...flatten(one.component ? [one.component] : []),
    ...flatten(one.accessory ? [one.accessory] : []),
  ]);
}

/** Discord numbers the components it was given without ids. */
export function numbered<T>(components: readonly T[]): T[] {
  const copy = structuredClone(components) as T[];
  const all = flatten(copy as readonly AnyComponent[]);
  let next = Math.max(0, ...all.map((one) => one.id ?? 0));
  for (const one of all) one.id ??= ++next;
  return copy;
}

/** All text a reader sees and a mention works in: the content and V2 text. */
export function mentionableText(content: string, components: readonly AnyComponent[]): string {
  const texts = flatten(components).filter((one) => one.type === ComponentType.TextDisplay);
  return [content, ...texts.map((one) => one.content ?? '')].join('\n');
}

function problem(path: readonly (string | number)[], code: string, message: string): FieldProblem {
  return { path, code, message };
}

function embedLength(embed: APIEmbed): number {
  const fields = (embed.fields ?? []).reduce((sum, field) => sum + field.name.length + field.value.length, 0);
  const rest = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  return fields + rest.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function* componentProblems(body: MessageBody): Generator<FieldProblem> {
  const components = (body.components ?? []) as readonly AnyComponent[];
  const v2 = ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  if (v2 && (body.content || body.embeds?.length || body.poll || body.sticker_ids?.length)) {
    yield problem(
      ['flags'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'No content, embeds, polls or stickers beside components V2',
    );
  }
  if (!v2 && components.some((one) => one.type !== ComponentType.ActionRow)) {
    yield problem(['components'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
  }
  if (!v2 && components.length > 5)
    yield problem(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be 5 or fewer in length.');
  const all = flatten(components);
  if (all.length > 40)
    yield problem(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'At most 40 components');
  const ids = all.flatMap((one) => (one.custom_id === undefined ? [] : [one.custom_id]));
  if (new Set(ids).size < ids.length) {
    yield problem(
      ['components'],
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
  }
  for (const row of all.filter((one) => one.type === ComponentType.ActionRow)) {
    const children = row.components ?? [];
    const buttons = children.every((one) => one.type === ComponentType.Button);
    if (children.length > 5 || (!buttons && children.length > 1)) {
      yield problem(
        ['components'],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
    }
  }
}

function* mentionProblems(rules: APIAllowedMentions): Generator<FieldProblem> {
  const parse: readonly string[] = rules.parse ?? [];
  for (const kind of ['users', 'roles'] as const) {
    if (parse.includes(kind) && rules[kind]?.length) {
      yield problem(
        ['allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
  }
}

/** The limits the published schema leaves out: lengths in sum, components against flags, exclusive mention rules. */
export function checkBody(body: MessageBody): void {
  const problems: FieldProblem[] = [...componentProblems(body)];
  if ((body.content?.length ?? 0) > 2000) {
    problems.push(problem(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.'));
  }
  if ((body.embeds ?? []).reduce((sum, embed) => sum + embedLength(embed), 0) > 6000) {
    problems.push(problem(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000'));
  }
  if (body.allowed_mentions) problems.push(...mentionProblems(body.allowed_mentions));
  if (body.enforce_nonce && (body.nonce ?? null) === null) {
    problems.push(problem(['nonce'], 'BASE_TYPE_REQUIRED', 'This field is required'));
  }
  if (problems.length > 0) throw invalidForm(problems);
}

export function demandSomething(body: MessageBody, fileCount: number): void {
  const something =
    body.content?.trim() ||
    body.embeds?.length ||
    body.components?.length ||
    body.sticker_ids?.length ||
    body.poll;
  if (!something && fileCount === 0) throw refuse.emptyMessage();
}
