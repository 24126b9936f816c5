import { sipCredentialRoutes } from '../contract/routes-sip-credentials.ts'
import { sipPhoneNumberRoutes } from '../contract/routes-sip-phone-numbers.ts'
import { bind, type Paths } from './bind.ts'
import type { Services } from './services.ts'
import { sipCredentialHandlers } from './sip-credentials.ts'
import { sipPhoneNumberHandlers } from './sip-phone-numbers.ts'
import { newApp, type Surface, withProblems } from './surface.ts'

/** The phone numbers and SIP credentials of the BlackBox API. Import this when they are asked for: a start is sooner. */
export function sipSurface(services: Services): Surface {
  const app = newApp()
  const paths: Paths = new Map([
    ...bind(app, sipPhoneNumberRoutes, sipPhoneNumberHandlers(), services),
    ...bind(app, sipCredentialRoutes, sipCredentialHandlers(), services),
  ])
  return withProblems(app, paths, services)
}
