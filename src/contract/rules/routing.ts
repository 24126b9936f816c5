import { concluded, type Rules } from './rule.ts'

/** What finds an operation. */
export const routingRules = {
  'routing/no-path': concluded(
    'A path that no operation has answers 404; letter case and trailing slashes count.',
    'the default of ASP.NET Core, but for letter case',
  ),
  'routing/wrong-method': concluded(
    'A path that has operations, but none with this method, answers 405.',
    'the default of ASP.NET Core',
  ),
  'routing/allow': concluded(
    'A 405 names in `Allow` the methods that the path has.',
    'the default of ASP.NET Core',
  ),
} as const satisfies Rules
