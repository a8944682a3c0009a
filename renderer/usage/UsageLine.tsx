/** The way from the start page to what everything has used. */
import { Link } from 'react-router'
import { routes } from '../../shared/address.ts'
import { strings } from '../strings/strings.ts'

export function UsageLine() {
  return (
    <p className="mt-9 text-ui">
      <Link to={routes.usage} className="text-accent underline underline-offset-2">
        {strings.actions['all-usage']}
      </Link>
    </p>
  )
}
