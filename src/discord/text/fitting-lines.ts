/** As many whole lines as fit into a message, so that none is cut in the middle of its markup. */
export function fittingLines(lines: readonly string[], most = 2_000): string {
  let text = '';
  for (const line of lines) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (longer.length > most) break;
    text = longer;
  }
  return text;
}
