/** A page with one thing to say: nothing here, no key, something broke. */
import type { ReactNode } from 'react'
import { strings } from '../strings/strings.ts'
import { SkeinMark } from '../ui/SkeinMark.tsx'

interface PlainPageProps {
  readonly title: string
  readonly hint?: string
  readonly children?: ReactNode
}

export function PlainPage({ title, hint, children }: PlainPageProps) {
  return (
    <main
      aria-label={strings.app.name}
      className="flex h-full flex-col items-center justify-center px-6 text-center"
    >
      <SkeinMark size={32} />
      <h1 className="mt-4 max-w-lg text-title font-semibold wrap-anywhere">{title}</h1>
      {hint !== undefined && <p className="mt-1 max-w-md text-ui text-ink-muted">{hint}</p>}
      {children !== undefined && <div className="mt-5">{children}</div>}
    </main>
  )
}
