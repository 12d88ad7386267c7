interface Spoken {
  readonly content: string;
  readonly attachments: { values(): Iterable<{ readonly name: string; readonly url: string }> };
}

/** A message as the log keeps it: its text, and its files by name and address. */
export function saidIn({ content, attachments }: Spoken): string {
  const files = [...attachments.values()].map(({ name, url }) => `[${name}] ${url}`);
  return [content, ...files].filter((part) => part !== '').join('\n');
}
