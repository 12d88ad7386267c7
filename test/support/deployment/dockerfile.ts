import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** What the last stage of the Dockerfile says of the image. */
export class Dockerfile {
  private readonly stages: Instruction[][] = [];

  constructor(private readonly root: string) {
    const lines = readFileSync(join(root, 'Dockerfile'), 'utf8')
      .replaceAll(/\\\n/g, ' ')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'));
    for (const line of lines) {
      const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      if (name === 'FROM') this.stages.push([]);
      this.stages.at(-1)!.push({ name, rest });
    }
  }

  get environment(): Record<string, string> {
    const pairs = this.all('ENV').flatMap((rest) => rest.split(/\s+/));
    return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
  }

  get user(): string | undefined {
    return this.all('USER').at(-1);
  }

  get exposed(): string[] {
    return this.all('EXPOSE');
  }

  get volumes(): string[] {
    return this.all('VOLUME');
  }

  get command(): string[] {
    return JSON.parse(this.all('CMD').at(-1)!) as string[];
  }

  get healthcheck(): string[] {
    const rest = this.all('HEALTHCHECK').at(-1)!;
    return JSON.parse(rest.slice(rest.indexOf('CMD') + 'CMD'.length)) as string[];
  }

  /** Lays out in `folder` what the last stage copies; what other stages make is taken from the repository. */
  layOut(folder: string): string[] {
    const missing: string[] = [];
    for (const rest of this.all('COPY')) {
      const words = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
      const target = words.pop()!;
      for (const word of words) {
        const source = word.replace(/^\/docket\//, '');
        if (source === 'node_modules') continue;
        const to =
          words.length > 1 || target.endsWith('/') ? join(folder, target, source) : join(folder, target);
        if (!existsSync(join(this.root, source))) missing.push(source);
        else {
          mkdirSync(dirname(to), { recursive: true });
          cpSync(join(this.root, source), to, { recursive: true });
        }
      }
    }
    return missing;
  }

  private all(name: string): string[] {
    return this.stages
      .at(-1)!
      .filter((one) => one.name === name)
      .map(({ rest }) => rest);
  }
}
