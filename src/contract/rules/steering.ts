import { chosen, type Rules } from './rule.ts'

const ours = 'a way of the simulator'

/** How the simulator is told what to say; the first that speaks about a thing wins. */
export const steeringRules = {
  'steering/1-request': chosen(
    'A request chooses its own answer with `Prefer`.',
    'the header is that of Prism',
  ),
  'steering/2-token': chosen('An auth token of 26 zeros and six digits says what happens.', ours),
  'steering/3-provider': chosen(
    'The control plane says what verification says of one provider.',
    ours,
  ),
  'steering/4-world': chosen('A scenario or a fault is on in the world.', ours),
  'steering/5-start': chosen('The simulator was started with a scenario.', ours),
} as const satisfies Rules
