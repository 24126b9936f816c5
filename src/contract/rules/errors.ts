import { chosen, concluded, onPage, type Rules } from './rule.ts'

const aspNet = 'the default of ASP.NET Core'
const meaning = 'the meaning of the code'

/** How a request succeeds or is refused, whatever it is about. */
export const errorRules = {
  'success/status-200': concluded(
    'What answers a body, and makes nothing, answers 200.',
    'the page prints the body, no page the status of a success',
  ),
  'success/status-204': concluded(
    'A delete answers 204, without a body.',
    'the page prints the body of an error, so a success has none',
  ),

  'errors/problem-details': onPage('delete-provider')(
    'An error has `type`, `title`, `status`, `detail` and `instance`.',
  ),
  'errors/status-member': concluded('`status` of an error is that of the answer.', 'RFC 9457'),
  'errors/content-type': concluded('An error is `application/problem+json`.', aspNet),
  'errors/trace-id': concluded(
    'An error has a `traceId`, a W3C trace context.',
    'ASP.NET Core adds it to every problem',
  ),
  'errors/not-found': concluded('What is not there answers 404.', aspNet),
  'errors/malformed-id': concluded('An id in the path that is no uuid answers 400.', aspNet),
  'errors/validation': concluded('A request that breaks the contract answers 400.', aspNet),
  'errors/by-member': concluded(
    '`errors` has the messages by member.',
    'ASP.NET Core names the members like this',
  ),
  'errors/all-at-once': concluded('Every problem of a request is told at once.', aspNet),
  'errors/keys-pascal': concluded(
    '`errors` names members of the body as `AccountSid`, not `accountSid`.',
    'ASP.NET Core names the properties; many change that, so it is a setting',
  ),
  'errors/json-path': concluded(
    'A member of the wrong JSON type is named `$.member`.',
    'ASP.NET Core names what its serializer cannot read like this',
  ),
  'errors/malformed-json': concluded('A body that is no JSON answers 400.', aspNet),
  'errors/no-body': concluded('An empty body where one is needed answers 400.', aspNet),
  'errors/unknown-members': concluded(
    'Members that the contract does not know are ignored.',
    aspNet,
  ),
  'errors/media-type': concluded('A body that is not declared as JSON answers 415.', aspNet),
  'errors/too-large': chosen(
    'A body of more than 1 MiB answers 413.',
    'the limit of the real service is unknown',
  ),
  'errors/conflict': concluded(
    'What the state of the Twilio account does not allow answers 409.',
    'the only documented conflict code',
  ),
  'errors/service-fault': concluded('A fault of the service answers 500.', aspNet),
  'errors/twilio-down': concluded('Where Twilio fails, the answer is 502.', meaning),
  'errors/twilio-busy': concluded('Where Twilio asks to slow down, the answer is 503.', meaning),
  'errors/twilio-timeout': concluded(
    'Where Twilio does not answer in time, the answer is 504.',
    meaning,
  ),
  'errors/only-asked-for': chosen(
    'Other codes of gateways and limits never come by themselves.',
    'never by itself: only a scenario, a fault or a Prefer header asks for it',
  ),
  'errors/overloaded': chosen(
    'Too many worlds answer 503.',
    'by itself only where there are too many worlds',
  ),
} as const satisfies Rules
