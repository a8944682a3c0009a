/** Copies a text to the clipboard and says so for a moment. */
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { strings } from '../strings/strings.ts'
import { joinClasses } from './joinClasses.ts'

interface CopyButtonProps {
  readonly text: string
  readonly className?: string
}

export function CopyButton({ text, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])

  function copy(): void {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false) // the browser refused: the sign for "copied" simply does not appear
    )
  }

  const Icon = copied ? Check : Copy
  const label = copied ? strings.app.copied : strings.app.copy
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={copy}
      className={joinClasses(
        'grid size-6 place-items-center rounded-md text-ink-muted hover:bg-hover hover:text-ink',
        className
      )}
    >
      <Icon size={14} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
