/** A titled part of the settings page, and the rows it is made of. */
import { useId } from 'react'
import type { ReactNode } from 'react'

interface SettingsSectionProps {
  readonly title: string
  readonly children: ReactNode
}

export function SettingsSection({ title, children }: SettingsSectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mt-9">
      <h2 id={id} className="border-b border-line pb-1.5 text-body font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}

interface SettingsRowProps {
  readonly label: string
  readonly hint?: string
  /** The hint changes by itself and is read aloud when it does. */
  readonly announced?: boolean
  /** Gets the id of the label, for `aria-labelledby`. */
  readonly children: (labelId: string) => ReactNode
}

export function SettingsRow({ label, hint, announced = false, children }: SettingsRowProps) {
  const id = useId()
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-2">
      <div className="min-w-52 flex-1">
        <p id={id} className="text-ui">
          {label}
        </p>
        {hint !== undefined && (
          <p aria-live={announced ? 'polite' : undefined} className="text-meta text-ink-muted">
            {hint}
          </p>
        )}
      </div>
      <div className="shrink-0">{children(id)}</div>
    </div>
  )
}
