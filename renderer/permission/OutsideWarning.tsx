/** Says in words what red says by colour: something here is not in the project. */
import { TriangleAlert } from 'lucide-react'
import { strings } from '../strings/strings.ts'

export function OutsideWarning() {
  return (
    <p className="mt-1 flex items-center gap-1.5 text-meta text-danger">
      <TriangleAlert size={13} strokeWidth={1.75} className="shrink-0" aria-hidden />
      {strings.permission.outside}
    </p>
  )
}
