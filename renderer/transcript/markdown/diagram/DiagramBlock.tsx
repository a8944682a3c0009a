/** A Mermaid block: its source while it grows, then the drawing, and either at a click. A large one is drawn when asked for. */
import { useEffect, useState } from 'react'
import { strings } from '../../../strings/strings.ts'
import { CodeBlock } from '../code/CodeBlock.tsx'
import type { DrawOutcome } from './DiagramFrame.ts'
import { useDiagramFrame } from './DiagramProvider.tsx'
import { isQuickToDraw } from './diagramSize.ts'
import type { Drawing } from './drawing.ts'
import { useIsDark } from './useIsDark.ts'

interface DiagramBlockProps {
  readonly source: string
  readonly isSettled: boolean
}

export function DiagramBlock({ source, isSettled }: DiagramBlockProps) {
  const frame = useDiagramFrame()
  if (!isSettled || !frame) return <CodeBlock code={source} language="mermaid" isSettled={isSettled} />
  return isQuickToDraw(source) ? <SettledDiagram source={source} /> : <LargeDiagram source={source} />
}

/** Nothing is drawn of it until a person wants it: what draws may be busy for long. */
function LargeDiagram({ source }: { readonly source: string }) {
  const [isWanted, setWanted] = useState(false)
  if (isWanted) return <SettledDiagram source={source} />
  return (
    <div className="diagram">
      <CodeBlock code={source} language="mermaid" isSettled />
      <p className="diagram-note">{strings.markdown.diagramLarge}</p>
      <button type="button" className="code-fold" onClick={() => setWanted(true)}>
        {strings.markdown.drawDiagram}
      </button>
    </div>
  )
}

function SettledDiagram({ source }: { readonly source: string }) {
  const outcome = useDrawing(source)
  const [wantsSource, setWantsSource] = useState(false)
  const drawing = outcome?.type === 'drawn' ? outcome.drawing : null
  const failure = outcome ? failureOf(outcome) : null
  return (
    <div className="diagram">
      {drawing && !wantsSource ? (
        <Picture drawing={drawing} />
      ) : (
        <CodeBlock code={source} language="mermaid" isSettled />
      )}
      {failure !== null && <p className="diagram-note">{failure}</p>}
      {outcome === null && <p className="diagram-note">{strings.markdown.drawingDiagram}</p>}
      {drawing && (
        <button type="button" className="code-fold" onClick={() => setWantsSource(!wantsSource)}>
          {wantsSource ? strings.markdown.showDiagram : strings.markdown.showSource}
        </button>
      )}
    </div>
  )
}

function Picture({ drawing: { svg, width, height } }: { readonly drawing: Drawing }) {
  return (
    <div className="diagram-picture" tabIndex={0}>
      <img
        alt={strings.markdown.diagram}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        width={Math.ceil(width)}
        height={Math.ceil(height)}
      />
    </div>
  )
}

/** Null while it is being drawn. */
function useDrawing(source: string): DrawOutcome | null {
  const frame = useDiagramFrame()
  const isDark = useIsDark()
  const [latest, setLatest] = useState<DrawOutcome | null>(null)
  useEffect(() => {
    let isWanted = true
    void frame?.draw(source, isDark).then((outcome) => {
      if (isWanted) setLatest(outcome)
    }) // never rejects: what fails is an outcome
    return () => {
      isWanted = false
    }
  }, [frame, source, isDark])
  // While the other theme is drawn, the last picture stays.
  return frame?.known(source, isDark) ?? latest
}

function failureOf(outcome: DrawOutcome): string | null {
  switch (outcome.type) {
    case 'drawn':
      return null
    case 'failed':
      return strings.markdown.diagramFailed(outcome.reason.split('\n')[0]?.replace(/:$/, '.') ?? '')
    default:
      return strings.markdown.diagramSilent
  }
}
