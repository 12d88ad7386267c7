import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import { ActorRefused } from '../actors/refusal.js';
import type { UploadedFile } from '../world/records.js';
import type { Resolved } from './resolved.js';

export interface FileInput {
  readonly filename: string;
  readonly content: string | Buffer;
  readonly contentType?: string;
}

/** A value as a test gives it: plain, something with an id (person, channel, role), or a file. */
export type OptionInput = string | number | boolean | { readonly id: string } | FileInput;
export type OptionInputs = Readonly<Record<string, OptionInput>>;

export function uploaded(file: FileInput, field = 'files[0]'): UploadedFile {
  const bytes = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
  return {
    field,
    filename: file.filename,
    contentType: file.contentType ?? 'application/octet-stream',
    bytes,
  };
}

export function isFile(value: unknown): value is FileInput {
  return typeof value === 'object' && value !== null && 'filename' in value;
}

function idOf(option: APIApplicationCommandOption, value: OptionInput): string {
  if (typeof value === 'object' && 'id' in value) return value.id;
  if (typeof value === 'string' && /^\d+$/.test(value)) return value;
  throw new ActorRefused(`Option ${option.name} takes a person, channel or role.`);
}

function checkPlain(option: APIApplicationCommandOption, value: OptionInput): void {
  const limits = option as {
    choices?: { value: unknown }[];
    min_value?: number;
    max_value?: number;
    min_length?: number;
    max_length?: number;
  };
  const refuse = (why: string): never => {
    throw new ActorRefused(`Option ${option.name} ${why}.`);
  };
  if (limits.choices?.length && !limits.choices.some((one) => one.value === value))
    refuse('takes one of its choices');
  if (option.type === ApplicationCommandOptionType.String) {
    if (typeof value !== 'string') return refuse('takes text');
    if (value.length < (limits.min_length ?? 0) || value.length > (limits.max_length ?? 6000))
      refuse('is too short or too long');
  } else if (option.type === ApplicationCommandOptionType.Boolean) {
    if (typeof value !== 'boolean') refuse('takes yes or no');
  } else {
    if (typeof value !== 'number') return refuse('takes a number');
    if (option.type === ApplicationCommandOptionType.Integer && !Number.isInteger(value))
      refuse('takes a whole number');
    if (value < (limits.min_value ?? -Infinity) || value > (limits.max_value ?? Infinity))
      refuse('is out of range');
  }
}

/** Options that stand for something with an id, and how it enters `resolved`. */
const RESOLVERS: Partial<Record<ApplicationCommandOptionType, (resolved: Resolved, id: string) => void>> = {
  [ApplicationCommandOptionType.User]: (resolved, id) => resolved.user(id),
  [ApplicationCommandOptionType.Channel]: (resolved, id) => resolved.channel(id),
  [ApplicationCommandOptionType.Role]: (resolved, id) => resolved.role(id),
  [ApplicationCommandOptionType.Mentionable]: (resolved, id) => resolved.mentionable(id),
};

function wireValue(
  option: APIApplicationCommandOption,
  value: OptionInput,
  resolved: Resolved,
  channelId: string,
): unknown {
  const { type, name } = option;
  if (type === ApplicationCommandOptionType.Attachment) {
    if (!isFile(value)) throw new ActorRefused(`Option ${name} takes a file.`);
    return resolved.attachment(channelId, uploaded(value)).id;
  }
  if (
    type === ApplicationCommandOptionType.Subcommand ||
    type === ApplicationCommandOptionType.SubcommandGroup
  ) {
    throw new ActorRefused(`${name} is a subcommand: type it in the command's name.`);
  }
  const resolve = RESOLVERS[type];
  if (!resolve) {
    checkPlain(option, value);
    return value;
  }
  const id = idOf(option, value);
  resolve(resolved, id);
  return id;
}

export interface Typed {
  readonly options: readonly APIApplicationCommandOption[];
  /** The rest of the words after the command's name: group and subcommand. */
  readonly path: readonly string[];
  readonly inputs: OptionInputs;
  /** The option whose completion is asked for; then nothing is required. */
  readonly focused?: { readonly name: string; readonly value: string };
}

/** Turns what a person typed into the wire's options, refusing what the client would not send. */
export function typedOptions(typed: Typed, resolved: Resolved, channelId: string): unknown[] {
  const [head, ...rest] = typed.path;
  if (head !== undefined) {
    const found = typed.options.find((one) => one.name === head);
    if (!found || !('options' in found || found.type === ApplicationCommandOptionType.Subcommand)) {
      throw new ActorRefused(`There is no subcommand ${head}.`);
    }
    const nested = (
      'options' in found ? (found.options ?? []) : []
    ) as readonly APIApplicationCommandOption[];
    return [
      {
        type: found.type,
        name: found.name,
        options: typedOptions({ ...typed, options: nested, path: rest }, resolved, channelId),
      },
    ];
  }
  const unknown = Object.keys(typed.inputs).find((name) => !typed.options.some((one) => one.name === name));
  if (unknown !== undefined) throw new ActorRefused(`The command has no option ${unknown}.`);
  return typed.options.flatMap((option) => {
    if (typed.focused?.name === option.name) {
      return [{ type: option.type, name: option.name, value: typed.focused.value, focused: true }];
    }
    const value = typed.inputs[option.name];
    if (value !== undefined)
      return [{ type: option.type, name: option.name, value: wireValue(option, value, resolved, channelId) }];
    if (option.required && !typed.focused) throw new ActorRefused(`Option ${option.name} is required.`);
    return [];
  });
}
