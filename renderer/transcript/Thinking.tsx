/** What the agent thought, folded to one line: the beginning when done, the newest words while it grows. */
import { Brain } from 'lucide-react'
import { cutText } from '../../shared/cutText.ts'
import { strings } from '../strings/strings.ts'
import { Coil } from '../ui/Coil.tsx'
import { Fold } from './Fold.tsx'

interface ThinkingProps {
  readonly text: string
  readonly growing: boolean
  /** Its words are nobody's to read. */
  readonly isSecret: boolean
}

export function Thinking({ text, growing, isSecret }: ThinkingProps) {
  const preview = isSecret
    ? strings.session.thoughtSecret
    : growing
      ? lastWords(text)
      : cutText(cutText(text.trimStart(), 400).replaceAll(/\s+/g, ' '), 160).trimEnd()
  return (
    <>
      <span className="strand-node">
        {growing ? (
          <Coil size={16} />
        ) : (
          <Brain size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
        )}
      </span>
      <Fold
        head={
          <span className="flex min-w-0 items-baseline gap-1.5 text-ui text-ink-muted">
            <span className="shrink-0">{growing ? strings.session.thinking : strings.session.thought}</span>{' '}
            <span className="min-w-0 truncate text-ink-faint italic">{preview}</span>
          </span>
        }
      >
        {text.trim() === ''
          ? null
          : () => (
              <div className="mt-1 text-ui wrap-anywhere whitespace-pre-wrap text-ink-muted">
                {text.trim()}
              </div>
            )}
      </Fold>
    </>
  )
}

function lastWords(text: string): string {
  const tail = text.slice(-120).replaceAll(/\s+/g, ' ')
  return text.length > 120 ? `… ${tail}` : tail
}
