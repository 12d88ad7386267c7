import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { Environment, SECRETS, VARIABLES } from '../../config/environment.js';
import { startTestApp, type TestApp } from '../support/app.js';

const GUIDE = readFileSync('docs/operations.md', 'utf8');

interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
}

describe('docs/operations.md', () => {
  const rows = new Map(
    [...GUIDE.matchAll(/^\| `([A-Z0-9_]+)` *\|([^|]*)\|([^|]*)\|/gm)].map(
      ([, name = '', standard = '', secret = '']) => [
        name,
        { standard: standard.trim(), isSecret: secret.trim() === 'yes' },
      ],
    ),
  );

  it('lists every setting and no other, and says which are secret', () => {
    expect([...rows.keys()].toSorted(byText)).toEqual([...VARIABLES].toSorted(byText));
    const secrets = [...rows].filter(([, { isSecret }]) => isSecret).map(([name]) => name);
    expect(secrets.toSorted(byText)).toEqual([...SECRETS].toSorted(byText));
  });

  it('gives the defaults as they are', () => {
    const defaults = Object.entries(new Environment()).filter(([, value]) => value !== undefined);
    expect(defaults.length).toBeGreaterThan(5);
    for (const [name, value] of defaults) {
      expect([name, rows.get(name)?.standard]).toEqual([name, `\`${String(value)}\``]);
    }
  });
});

describe('what is watched', () => {
  let docket: TestApp;
  let exposed: Set<string>;

  beforeAll(async () => {
    docket = await startTestApp();
    const text = await (await fetch(`${docket.url}/metrics`)).text();
    exposed = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
  });
  afterAll(() => docket.close());

  it('is all explained', () => {
    const own = [...exposed].filter((name) => name.startsWith('docket_'));
    expect(own.filter((name) => !GUIDE.includes(`\`${name}\``))).toEqual([]);
    const explained = [...GUIDE.matchAll(/`(docket_[a-z_]+)`/g)].map(([, name = '']) => name);
    expect(explained.filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('is there to be drawn', () => {
    const dashboard = JSON.parse(readFileSync('deploy/grafana/docket.json', 'utf8')) as Dashboard;
    const panels = dashboard.panels.filter(({ type }) => type !== 'row');
    const exprs = panels.flatMap(({ title, targets }) => targets!.map(({ expr }) => ({ title, expr })));
    expect(exprs.length).toBeGreaterThan(15);
    for (const { title, expr } of exprs) {
      const names = namesIn(expr);
      expect([title, names.length > 0, names.filter((name) => !exposed.has(name))]).toEqual([
        title,
        true,
        [],
      ]);
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  it('is there to be alerted on', () => {
    const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as {
      groups: { rules: AlertRule[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      expect(rule).toMatchObject({
        alert: expect.stringMatching(/^Docket[A-Z]\w+$/),
        for: expect.stringMatching(/^\d+[mh]$/),
        labels: { severity: expect.stringMatching(/^(page|warn)$/) },
        annotations: { summary: expect.any(String), description: expect.any(String) },
      });
      const names = namesIn(rule.expr);
      if (rule.alert !== 'DocketDown') expect(names).not.toEqual([]);
      expect(names.filter((name) => !exposed.has(name))).toEqual([]);
    }
  });
});

/** The metrics that an expression reads. */
function namesIn(expr: string): string[] {
  return [...expr.matchAll(/\b(?:docket|nodejs|process)_[a-z0-9_]+/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ''),
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
