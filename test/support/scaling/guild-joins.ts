export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly 'CTE Name'?: string;
  readonly 'Subplan Name'?: string;
  readonly Plans?: readonly PlanNode[];
  readonly [field: string]: unknown;
}

const CONDITIONS = ['Index Cond', 'Recheck Cond', 'Filter', 'Join Filter', 'Hash Cond', 'Merge Cond'];
const NAME = String.raw`(?:"[^"]+"|\w+)`;
/** One side of a comparison that names a guild: a column, a field of a parameter's records, or a parameter. */
const SIDE = String.raw`(?:(${NAME})\.(?:guild_id|"guildId"|id)|(\$\d+)|'\d{17,20}'::text)(?:::\w+)*`;
const EQUAL = new RegExp(String.raw`${SIDE} = (?:ANY \()?\(?${SIDE}`, 'g');

/**
 * Which tables a plan reads whose rows it does not hold together by their guild; empty when all are. Equal
 * guilds join their tables, and so do equal parameters: what is left apart would be a join over shards.
 * @param guildColumns by table: the one that names the guild.
 */
export function apartFromTheRest(plan: PlanNode, guildColumns: ReadonlyMap<string, string>): string[] {
  const groups = new Groups();
  const nodes = nodesOf(plan);
  const monthly = new Set(nodes.filter(isOfMonth).map(({ Alias }) => Alias));
  /** The months of a table are one table. */
  const whole = (alias: string): string => (monthly.has(alias) ? alias.replace(/_\d+$/, '') : alias);
  for (const node of nodes) {
    const { Alias: alias, 'CTE Name': cte, 'Subplan Name': name } = node;
    if (cte !== undefined && alias !== undefined) groups.join(whole(alias), `CTE ${cte}`);
    if (!name?.startsWith('CTE ')) continue;
    for (const inner of nodesOf(node)) if (inner.Alias) groups.join(whole(inner.Alias), name);
  }
  for (const text of nodes.flatMap(conditionsOf)) {
    for (const [, left, leftParameter, right, rightParameter] of text.matchAll(EQUAL)) {
      groups.join(whole(left ?? leftParameter ?? 'constant'), whole(right ?? rightParameter ?? 'constant'));
    }
  }
  const read = nodes.filter(
    ({ 'Node Type': type, 'Relation Name': table = '' }) => type.endsWith('Scan') && guildColumns.has(table),
  );
  const [first, ...others] = new Set(read.map(({ Alias = '' }) => whole(Alias)));
  return others.filter((alias) => !groups.same(alias, first ?? ''));
}

function isOfMonth({ 'Relation Name': table = '' }: PlanNode): boolean {
  return /_(\d{6}|default)$/.test(table);
}

function conditionsOf(node: PlanNode): string[] {
  return CONDITIONS.map((name) => node[name]).filter((text) => typeof text === 'string');
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

class Groups {
  private readonly above = new Map<string, string>();

  join(a: string, b: string): void {
    const [top, other] = [this.topOf(a), this.topOf(b)];
    if (top !== other) this.above.set(top, other);
  }

  same(a: string, b: string): boolean {
    return this.topOf(a) === this.topOf(b);
  }

  private topOf(name: string): string {
    const above = this.above.get(name);
    return above === undefined ? name : this.topOf(above);
  }
}
