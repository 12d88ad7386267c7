import { describe, expect, it } from '@jest/globals';
import { aContext, aDecision, addSignal, aSignal, aTicket } from '../../../test/support/ticket-factories.js';
import { allowed } from '../../../test/support/transitions.js';
import { open } from './opening.js';
import { transition } from './transition.js';

const plain = aDecision();
const heldOut = aDecision({
  explanation: { ...plain.explanation, heldOut: true, heldOutBy: { id: 'would-have-closed', version: 1 } },
});

describe('what was held out', () => {
  it('opens with the same facts as what was not', () => {
    const factsOf = (decision: typeof plain) =>
      allowed(open({ type: 'open', id: 'ticket-1', signal: aSignal(), decision, contests: null }, aContext()))
        .events;
    expect(factsOf(heldOut)).toEqual(factsOf(plain));
    expect(factsOf(heldOut)[0]!.payload['rule']).toEqual({ id: 'rule-1', version: 3 });
  });

  it('joins with the same facts as what was not', () => {
    const factsOf = (decision: typeof plain) =>
      allowed(
        transition(aTicket(), addSignal({ decision }), aContext({ actor: { type: 'system', id: 'intake' } })),
      ).events;
    expect(factsOf(heldOut)).toEqual(factsOf(plain));
  });
});
