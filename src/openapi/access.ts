import type { Type } from '@nestjs/common';
import { PUBLIC, type ControllerNotes } from '#http';
import { needsOf } from '#staff';

export interface Access {
  readonly security: Record<string, string[]>[];
  readonly needsLogin: boolean;
  readonly needsRights: boolean;
  /** Who may, for people. */
  readonly sentence: string | null;
}

/** Who may make a call, from the declaration that its guard goes by. */
export function accessOf(controller: Type, name: string, notes: ControllerNotes): Access {
  const handler = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value as object;
  const needs = needsOf(handler);
  if (needs === 'administrator') return withToken("Takes the administrator's token only.");
  if (needs !== null) {
    const services = needs.scopes.length === 0 ? '' : `, or for a service the scope ${codes(needs.scopes)}`;
    return withToken(`Needs the role \`${needs.role}\`${services}.`);
  }
  const isPublic = [handler, controller].some((target) => Reflect.getMetadata(PUBLIC, target) === true);
  if (!isPublic) throw new Error(`${controller.name}.${name} does not say who may call it`);
  const { security = [] } = notes;
  return {
    security: security.map((scheme): Record<string, string[]> => (scheme === null ? {} : { [scheme]: [] })),
    needsLogin: security.length > 0,
    needsRights: false,
    sentence: null,
  };
}

function withToken(sentence: string): Access {
  return { security: [{ token: [] }], needsLogin: true, needsRights: true, sentence };
}

function codes(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(' or ');
}
