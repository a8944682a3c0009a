/** A link of an answer: the web opens outside, a file in the editor; what leads nowhere is drawn as its text. */
import type { KeyboardEvent, ReactNode } from 'react'
import { strings } from '../../../strings/strings.ts'
import { useTranscriptSetting } from '../../TranscriptContext.ts'
import type { LinkTarget } from './linkTarget.ts'

interface LinkToProps {
  readonly target: LinkTarget
  /** As it was written: shown when it leads nowhere. */
  readonly written: string
  readonly className?: string
  readonly children: ReactNode
}

export function LinkTo({ target, written, className, children }: LinkToProps) {
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
