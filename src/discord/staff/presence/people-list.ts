const MOST_NAMED = 5;

/** The first few by their mention, which pings nobody in an answer; `+2` for the others. */
export function peopleList(userIds: readonly string[]): string {
  const named = userIds.slice(0, MOST_NAMED).map((id) => `<@${id}>`);
  const more = userIds.length - named.length;
  return [...named, ...(more > 0 ? [`+${more}`] : [])].join(', ');
}
