/** What a tool wrote: monospaced, twelve lines at first, the rest on demand, errors red. */
import { useState } from 'react'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { messageOf } from '../../../shared/errors.ts'
import { strings } from '../../strings/strings.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { formatBytes } from '../../ui/formatCount.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { useOnReveal } from '../FoldMemory.ts'
import { ImageView } from '../ImageView.tsx'
import { useTranscriptSetting } from '../TranscriptContext.ts'
import { countLines, resultImages, resultText, withoutErrorTag } from './resultText.ts'

const FOLDED_LINES = 12

interface OutputTextProps {
  readonly result: ToolResultBlock
}

type Whole =
  | { readonly state: 'beginning' }
  | { readonly state: 'loading' }
  | { readonly state: 'whole'; readonly result: ToolResultBlock }
  | { readonly state: 'failed'; readonly what: string }

export function OutputText({ result }: OutputTextProps) {
  const { loadWholeResult } = useTranscriptSetting()
  const [whole, setWhole] = useState<Whole>({ state: 'beginning' })
  const [unfolded, setUnfolded] = useState(false)
  useOnReveal(() => setUnfolded(true))
  const shown = whole.state === 'whole' ? whole.result : result
  const text = withoutErrorTag(resultText(shown)).replace(/\n+$/, '')
  const lines = countLines(text)
  const folded = lines > FOLDED_LINES + 2 && !unfolded

  async function showWhole(): Promise<void> {
    setWhole({ state: 'loading' })
    try {
      setWhole({ state: 'whole', result: await loadWholeResult(result.tool_use_id) })
      setUnfolded(true)
    } catch (thrown) {
      setWhole({ state: 'failed', what: messageOf(thrown) })
    }
  }

  return (
    <div>
      {text !== '' && (
        <pre
          tabIndex={0}
          className={joinClasses(
            'overflow-x-auto font-mono text-code whitespace-pre-wrap wrap-anywhere',
            unfolded && 'max-h-[70vh] overflow-y-auto',
            shown.is_error ? 'text-danger' : 'text-ink-muted'
          )}
        >
          {folded ? text.split('\n').slice(0, FOLDED_LINES).join('\n') : text}
        </pre>
      )}
      {text === '' && resultImages(shown).length === 0 && (
        <span className="text-meta text-ink-faint">{strings.tool.noOutput}</span>
      )}
      {resultImages(shown).map((image, index) => (
        <ImageView key={index} image={image} />
      ))}
      <div className="flex gap-3">
        {folded && <MoreButton label={strings.tool.showAll(lines)} onClick={() => setUnfolded(true)} />}
        {unfolded && lines > FOLDED_LINES && (
          <MoreButton label={strings.tool.showLess} onClick={() => setUnfolded(false)} />
        )}
        {shown.truncated && whole.state !== 'whole' && (
          <MoreButton
            label={
              whole.state === 'loading'
                ? strings.tool.loadingWhole
                : strings.tool.showWhole(formatBytes(shown.truncated.bytes))
            }
            onClick={() => void showWhole() /* never rejects: what fails is kept as state */}
          />
        )}
      </div>
      {whole.state === 'failed' && (
        <ErrorNote text={`${strings.tool.wholeFailed} ${whole.what}`} className="mt-1" />
      )}
    </div>
  )
}

interface MoreButtonProps {
  readonly label: string
  readonly onClick: () => void
}

export function MoreButton({ label, onClick }: MoreButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="mt-1 rounded-sm text-meta text-accent hover:text-accent-strong hover:underline"
    >
      {label}
    </button>
  )
}
