import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.js';
import { Metrics } from './metrics.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('what the process is like', () => {
  it('is told by each application in it, beside what it counts itself', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.socketOpened();
    const [texts, others] = [await one.text(), await other.text()];
    for (const text of [texts, others])
      expect(text.match(/^process_resident_memory_bytes \d/gm)).toHaveLength(1);
    expect(texts).toMatch(/^docket_socket_clients 1$/m);
    expect(others).toMatch(/^docket_socket_clients 0$/m);
  });

  it('holds on to nothing that an application counted', async () => {
    const made = (() => new WeakRef(new Metrics().registry))();
    await eventually(() => {
      collectGarbage();
      expect(made.deref()).toBeUndefined();
    });
  });
});
