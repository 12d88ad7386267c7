/** So many messages at once, and so many more each second. */
const BURST = 60;
const PER_SECOND = 15;
/** Whoever goes on regardless is not worth a connection. */
const MOST_REFUSED = 200;

/** What one socket may send. `now` counts milliseconds. */
export class InboundBudget {
  private left = BURST;
  private refused = 0;

  constructor(private at: number) {}

  take(now: number): 'taken' | 'refused' | 'abusive' {
    this.left = Math.min(BURST, this.left + ((now - this.at) / 1_000) * PER_SECOND);
    this.at = now;
    if (this.left >= 1) {
      this.left -= 1;
      this.refused = 0;
      return 'taken';
    }
    this.refused += 1;
    return this.refused > MOST_REFUSED ? 'abusive' : 'refused';
  }
}
