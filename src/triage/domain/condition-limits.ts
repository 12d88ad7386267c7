import type { ASTNode } from '@marcbachmann/cel-js';

/** Structural limits on a condition; with them, evaluating one takes time linear in the signal. */
export const CONDITION_LIMITS = {
  maxAstNodes: 250,
  maxDepth: 24,
  maxListElements: 100,
  maxMapEntries: 10,
  maxCallArguments: 4,
} as const;
export const MAX_CONDITION_LENGTH = 4000;

/** Everything a condition may call. Not among them: `matches` (backtracks), `bind` and `map` (grow values). */
export const CONDITION_CALLS: ReadonlySet<string> = new Set([
  'has',
  'size',
  'contains',
  'startsWith',
  'endsWith',
  'lowerAscii',
  'upperAscii',
  'trim',
  'int',
  'double',
  'string',
  'exists',
  'exists_one',
  'all',
  'hasAny',
  'domainIn',
]);
const LOOPS = new Set(['exists', 'exists_one', 'all']);
const LOOPED_FIELDS = new Set(['links', 'domains']);
const LISTED = new Set(['hasAny', 'domainIn']);

/** Arguments of `hasAny` and `domainIn`: literal, so that they can be prepared once. */
export interface ListUse {
  readonly call: 'hasAny' | 'domainIn';
  /** A named list, or the items written out. */
  readonly list: string | readonly string[];
}

/** Walks a parsed condition: answers the lists it uses, or throws a sentence about what it may not do. */
export function checkCondition(ast: ASTNode): ListUse[] {
  const uses: ListUse[] = [];
  visit(ast, false, uses);
  return uses;
}

function visit(node: ASTNode, inLoop: boolean, uses: ListUse[]): void {
  if (node.op === 'call') return visitCall(node.args[0], null, node.args[1], inLoop, uses);
  if (node.op === 'rcall') return visitCall(node.args[0], node.args[1], node.args[2], inLoop, uses);
  for (const child of childrenOf(node.args)) visit(child, inLoop, uses);
}

function visitCall(
  name: string,
  receiver: ASTNode | null,
  args: readonly ASTNode[],
  inLoop: boolean,
  uses: ListUse[],
): void {
  if (!CONDITION_CALLS.has(name)) {
    throw new Error(`${name}() is not available; use one of ${[...CONDITION_CALLS].join(', ')}`);
  }
  const loop = LOOPS.has(name);
  if (loop && inLoop) throw new Error(`${name}() may not stand inside another loop`);
  if (loop && !isShortList(receiver)) {
    throw new Error(`${name}() works on signal.links, signal.domains and lists written out`);
  }
  if (LISTED.has(name)) {
    uses.push({ call: name === 'hasAny' ? 'hasAny' : 'domainIn', list: literalList(name, args) });
  }
  if (receiver !== null) visit(receiver, inLoop, uses);
  for (const arg of args) visit(arg, inLoop || loop, uses);
}

function isShortList(node: ASTNode | null): boolean {
  if (node?.op === 'list') return true;
  return (
    node?.op === '.' &&
    node.args[0].op === 'id' &&
    node.args[0].args === 'signal' &&
    LOOPED_FIELDS.has(node.args[1])
  );
}

function literalList(name: string, args: readonly ASTNode[]): string | readonly string[] {
  const arg = args[0];
  if (args.length === 1 && arg?.op === 'value' && typeof arg.args === 'string') return arg.args;
  if (args.length === 1 && arg?.op === 'list') {
    const items = arg.args.map((item) => (item.op === 'value' ? item.args : null));
    if (items.every((item) => typeof item === 'string')) return items;
  }
  throw new Error(`${name}() takes the name of a list in quotes, or a list of texts written out`);
}

function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return isNode(args) ? [args] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
