/** A link of an answer: the web opens outside, a file in the editor; what leads nowhere is drawn as its text. */
import { useContext } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { shortText } from '../../../../shared/cutText.ts'
import { strings } from '../../../strings/strings.ts'
import { useTranscriptSetting } from '../../TranscriptContext.ts'
import { printable } from '../../tools/printable.ts'
import type { LinkTarget } from './linkTarget.ts'
import { ShowTargets } from './ShowTargets.ts'

interface LinkToProps {
  readonly target: LinkTarget
  /** As it was written: shown when it leads nowhere. */
  readonly written: string
  readonly className?: string
  readonly children: ReactNode
}

export function LinkTo(props: LinkToProps) {
  const isTold = useContext(ShowTargets) && wordsOf(props.children) !== props.written
  if (!isTold) return <Link {...props} />
  return (
    <>
      <Link {...props} />
      <span className="font-mono text-meta wrap-anywhere text-ink-muted">{` (${shortTarget(props.written)})`}</span>
    </>
  )
}

/** Of an address: enough to see whose it is. */
const LONGEST = 500

function shortTarget(written: string): string {
  return printable(shortText(written, LONGEST + 1))
}

/** What a link is called, where that is nothing but words. */
function wordsOf(children: ReactNode): string | null {
  if (typeof children === 'string') return children
  if (!Array.isArray(children)) return null
  const parts: readonly unknown[] = children
  return parts.every((part) => typeof part === 'string') ? parts.join('') : null
}

function Link({ target, written, className, children }: LinkToProps) {
  const { openFile } = useTranscriptSetting()
  if (target.kind === 'web') {
    return (
      <a
        href={target.href}
        target="_blank"
        rel="noopener noreferrer"
        title={target.href}
        className={className}
      >
        {children}
      </a>
    )
  }
  if (target.kind === 'nowhere' || !openFile) {
    return (
      <span title={written} className={className}>
        {children}
      </span>
    )
  }
  const { path, line } = target
  const open = (): void => openFile(path, line)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') open()
  }
  // A button would not break across lines as a link in running text does.
  return (
    <span
      role="link"
      tabIndex={0}
      title={strings.markdown.openFile(path, line)}
      data-file={path}
      className={className}
      onClick={open}
      onKeyDown={onKeyDown}
    >
      {children}
    </span>
  )
}
