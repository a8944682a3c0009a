/** The sessions an agent's clean-up deletes this week, by their titles. */
import { useState } from 'react'
import { Link } from 'react-router'
import { sessionPath } from '../../shared/address.ts'
import type { Expiring } from '../../shared/vault.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { SettingsRow } from '../ui/SettingsSection.tsx'
import { useNow } from '../ui/useNow.ts'

/** Shown at once; of more the number is told. */
const MOST_SHOWN = 50

interface ExpiringListProps {
  readonly expiring: readonly Expiring[]
  readonly isKept: boolean
}

export function ExpiringList({ expiring, isKept }: ExpiringListProps) {
  const [isOpen, setOpen] = useState(false)
  const words = strings.vault
  const shown = expiring.slice(0, MOST_SHOWN)

  return (
    <>
      <SettingsRow
        label={expiring.length === 0 ? words.noneExpiring : words.expiring(expiring.length, isKept)}
        {...(expiring.length > 0 && { hint: words.expiringHint(isKept) })}
      >
        {() =>
          expiring.length > 0 && (
            <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? words.hide : words.show}
            </Button>
          )
        }
      </SettingsRow>
      {isOpen && (
        <ul className="border-b border-line py-2">
          {shown.map((one) => (
            <ExpiringRow key={one.sessionId} one={one} />
          ))}
          {expiring.length > shown.length && (
            <li className="py-0.5 text-meta text-ink-muted">{words.more(expiring.length - shown.length)}</li>
          )}
        </ul>
      )}
    </>
  )
}

function ExpiringRow({ one }: { readonly one: Expiring }) {
  const words = strings.vault
  const title = one.title ?? words.unnamed
  const now = useNow(null)
  const date = new Date(one.deletedAt)
  const when = date.getTime() < now ? words.deletedNow : words.deletedAt(dateOf(date))
  return (
    <li className="flex gap-3 py-0.5 text-ui">
      <span className="min-w-0 flex-1 truncate">
        {one.projectId === undefined ? (
          title
        ) : (
          <Link className="underline underline-offset-2" to={sessionPath(one.projectId, one.sessionId)}>
            {title}
          </Link>
        )}
      </span>
      <span className="shrink-0 text-meta text-ink-muted">{when}</span>
    </li>
  )
}

function dateOf(date: Date): string {
  return date.toLocaleDateString(strings.time.dates, { day: 'numeric', month: 'long' })
}
