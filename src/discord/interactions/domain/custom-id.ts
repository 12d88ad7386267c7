/** https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
const LONGEST = 100;
const PART = /^[\w.-]*$/;

/**
 * The id of a component or modal: what handles it, then what it is about. Everything a press needs is in it
 * or in rows, so that it works after any restart.
 */
export function customId(handler: string, ...args: readonly string[]): string {
  const id = [handler, ...args].join(':');
  if (id.length > LONGEST || ![handler, ...args].every((part) => PART.test(part))) {
    throw new TypeError(`Not a custom id: ${id}`);
  }
  return id;
}

export function parseCustomId(id: string): { readonly handler: string; readonly args: readonly string[] } {
  const [handler = '', ...args] = id.split(':');
  return { handler, args };
}
