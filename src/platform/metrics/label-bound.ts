const OTHER = 'other';

/** Keeps a label to so many values: past them the rest count as one, and no sender can fill the memory. */
export class LabelBound {
  private readonly seen = new Set<string>();

  constructor(private readonly most: number) {}

  of(value: string): string {
    if (this.seen.has(value)) return value;
    if (this.seen.size >= this.most) return OTHER;
    this.seen.add(value);
    return value;
  }
}
