/** A ticket within a sentence. */
export function ticketName({ number }: { readonly number: number }): string {
  return `**#${number}**`;
}
