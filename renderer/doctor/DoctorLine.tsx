/** On the start page: the worst of what the doctor found, in one line. Nothing when there is no trouble. */
import { Link } from 'react-router'
import { routes } from '../../shared/address.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { useDoctor } from './useDoctor.ts'

export function DoctorLine({ className }: { readonly className?: string }) {
  const { report } = useDoctor()
  const worst = report?.findings.find(({ state }) => state === 'bad')
  if (worst === undefined) return null
  return (
    <ErrorNote
      className={className}
      text={worst.sentence}
      action={
        <Link to={routes.doctor} className="shrink-0 text-ui text-accent underline underline-offset-2">
          {strings.doctor.homeMore}
        </Link>
      }
    />
  )
}
