/** Alerts as a busy server's bots send them: most about someone new, every fourth about something known. */
export function signalMaker(prefix: string): () => object {
  let sent = 0;
  return () => {
    sent += 1;
    const about = sent % 4 === 0 ? sent % 400 : sent;
    return {
      kind: 'flag',
      externalId: `${prefix}-${sent}`,
      category: 'harassment',
      severity: 'medium',
      confidence: 0.8,
      subject: {
        type: 'user',
        id: String(100_000_000_000_000_000n + BigInt(about)),
        name: `member ${about}`,
      },
      text: `message that a filter did not like, number ${about}: you are all so bad at this game`,
      channelId: '200000000000000000',
      data: { filter: 'words', score: 0.8 },
    };
  };
}
