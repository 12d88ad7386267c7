import type { DiscordComponent } from './discord-payload.js';

interface Found {
  texts: string[];
  links: string[];
  colour: number | null;
}

/** Discord nests containers, sections and rows four levels deep at most. */
const DEEPEST = 6;

/** What components say: text displays, labels and addresses of buttons, pictures, a container's colour. */
export function textsOfComponents(components: readonly unknown[]): Found {
  const found: Found = { texts: [], links: [], colour: null };
  for (const component of components) collect(component, found, DEEPEST);
  return found;
}

function collect(raw: unknown, found: Found, depth: number): void {
  if (typeof raw !== 'object' || raw === null || depth === 0) return;
  const component = raw as Partial<DiscordComponent>;
  for (const text of [component.content, component.label]) {
    if (typeof text === 'string') found.texts.push(text);
  }
  if (typeof component.url === 'string') found.links.push(component.url);
  if (typeof component.accent_color === 'number') found.colour ??= component.accent_color;
  for (const list of [component.components, component.items]) {
    if (Array.isArray(list)) for (const inner of list.slice(0, 40)) collect(inner, found, depth - 1);
  }
  collect(component.accessory, found, depth - 1);
  collect(component.media, found, depth - 1);
}
