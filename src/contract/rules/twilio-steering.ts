import { chosen, type Rules } from './rule.ts'

const ours = 'a way of the simulator'

/** How what steers the simulator reaches those who ask Twilio themselves. */
export const twilioSteeringRules = {
  'twilio-steering/refusing-token': chosen(
    'A token that carries why an account is refused, or Twilio down, meets that at every operation.',
    ours,
  ),
  'twilio-steering/step-token': chosen(
    'A token that carries what a step of a create meets, meets it at that operation alone.',
    ours,
  ),
  'twilio-steering/scenario': chosen(
    'What a scenario lets Twilio answer, it answers everybody.',
    ours,
  ),
  'twilio-steering/silence': chosen('Where it is to say nothing, no answer comes.', ours),
  'twilio-steering/faults': chosen(
    'A fault strikes here only where it names an operation or a path.',
    'a fault is there for the client of BlackBox',
  ),
  'twilio-steering/preference': chosen(
    'A preference that cannot be kept answers 400 with 20002.',
    ours,
  ),
  'twilio-steering/world': chosen(
    'A request that names no world is for the one world that knows its account.',
    'a client of Twilio cannot name a world',
  ),
  'twilio-steering/default-world': chosen(
    'Where several worlds know it, or none, it is for `default`.',
    ours,
  ),
} as const satisfies Rules
