import { ComponentType } from 'discord-api-types/v10';
import { ActorRefused } from '../actors/refusal.js';
import type { AnyComponent } from '../ops/message-body.js';
import { isFile, uploaded } from './command-input.js';
import type { FileInput } from './command-input.js';
import type { Resolved } from './resolved.js';

type One = string | boolean | { readonly id: string } | FileInput;
/** What a person enters in a modal, by custom id. */
export type FieldInputs = Readonly<Record<string, One | readonly One[]>>;

interface Field extends AnyComponent {
  required?: boolean;
  min_length?: number;
  max_length?: number;
  min_values?: number;
  max_values?: number;
  options?: { value: string; default?: boolean }[];
  value?: string;
}

function asList(input: FieldInputs[string] | undefined): readonly One[] {
  if (input === undefined) return [];
  return Array.isArray(input) ? (input as readonly One[]) : [input as One];
}

function plain(field: Field, one: One): string {
  if (typeof one === 'object' && 'id' in one) return one.id;
  if (typeof one === 'string') return one;
  throw new ActorRefused(`Field ${field.custom_id} takes text or something with an id.`);
}

function text(field: Field, input: readonly One[]): Record<string, unknown> {
  const value = input[0] === undefined ? (field.value ?? '') : plain(field, input[0]);
  if (value === '' && field.required !== false)
    throw new ActorRefused(`Field ${field.custom_id} is required.`);
  const tooShort = value !== '' && value.length < (field.min_length ?? 0);
  if (tooShort || value.length > (field.max_length ?? 4000)) {
    throw new ActorRefused(`Field ${field.custom_id} is too short or too long.`);
  }
  return { value };
}

function values(field: Field, input: readonly One[], resolved: Resolved, channelId: string): string[] {
  const min = field.required === false ? 0 : (field.min_values ?? 1);
  if (input.length < min || input.length > (field.max_values ?? Math.max(1, input.length))) {
    throw new ActorRefused(`Field ${field.custom_id} takes another number of values.`);
  }
  return input.map((one) => {
    if (field.type === ComponentType.FileUpload) {
      if (!isFile(one)) throw new ActorRefused(`Field ${field.custom_id} takes files.`);
      return resolved.attachment(channelId, uploaded(one)).id;
    }
    const value = plain(field, one);
    if (field.options && !field.options.some((option) => option.value === value)) {
      throw new ActorRefused(`Field ${field.custom_id} has no option ${value}.`);
    }
    resolveValue(field.type, value, resolved);
    return value;
  });
}

export function resolveValue(type: ComponentType, value: string, resolved: Resolved): void {
  if (type === ComponentType.UserSelect) resolved.user(value);
  else if (type === ComponentType.RoleSelect) resolved.role(value);
  else if (type === ComponentType.ChannelSelect) resolved.channel(value);
  else if (type === ComponentType.MentionableSelect) resolved.mentionable(value);
}

function filled(
  field: Field,
  inputs: FieldInputs,
  resolved: Resolved,
  channelId: string,
): Record<string, unknown> {
  const base = { type: field.type, id: field.id ?? 0, custom_id: field.custom_id ?? '' };
  const input = asList(inputs[field.custom_id ?? '']);
  if (field.type === ComponentType.TextInput) return { ...base, ...text(field, input) };
  if (field.type === ComponentType.Checkbox) return { ...base, value: input[0] === true };
  const chosen = values(field, input, resolved, channelId);
  return field.type === ComponentType.RadioGroup
    ? { ...base, value: chosen[0] ?? null }
    : { ...base, values: chosen };
}

/** The components of a modal submit: the modal's own, with what the person entered. */
export function submitted(
  components: readonly AnyComponent[],
  inputs: FieldInputs,
  resolved: Resolved,
  channelId: string,
): unknown[] {
  return components.map((one) => {
    const id = one.id ?? 0;
    if (one.type === ComponentType.ActionRow) {
      const fields = (one.components ?? []) as readonly Field[];
      return {
        type: one.type,
        id,
        components: fields.map((field) => filled(field, inputs, resolved, channelId)),
      };
    }
    if (one.type === ComponentType.Label && one.component) {
      return { type: one.type, id, component: filled(one.component, inputs, resolved, channelId) };
    }
    return { type: one.type, id };
  });
}
