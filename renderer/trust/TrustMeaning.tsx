/** What trusting a folder means, in the same words wherever it is asked. */
import { ShieldCheck, ShieldOff } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { strings } from '../strings/strings.ts'

export function TrustMeaning() {
  const words = strings.trust
  return (
    <ul className="flex flex-col gap-1.5 text-ui text-ink-muted">
      <Case icon={ShieldOff} choice={words.notTrusting} means={words.notTrusted} />
      <Case icon={ShieldCheck} choice={words.trusting} means={words.trusted} />
    </ul>
  )
}

interface CaseProps {
  readonly icon: LucideIcon
  readonly choice: string
  readonly means: string
}

function Case({ icon: Icon, choice, means }: CaseProps) {
  return (
    <li className="flex gap-2">
      <Icon size={15} strokeWidth={1.75} className="mt-[2.5px] shrink-0 text-ink-faint" aria-hidden />
      <span className="min-w-0">
        <span className="font-medium text-ink">{choice}</span> {means}
      </span>
    </li>
  )
}
