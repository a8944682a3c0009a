/** The steps of a subagent, drawn as a thread of their own inside the call that started it, and its report. */
import { strings } from '../../../strings/strings.ts'
import { Fold } from '../../Fold.tsx'
import { Markdown } from '../../markdown/Markdown.tsx'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { resultText } from '../resultText.ts'
import { readToolInput } from '../toolInputs.ts'
import { useWholeResult } from '../useWholeResult.tsx'
import { ResultPart } from './ResultPart.tsx'

export function SubagentBody({ call }: CallProps) {
  const { prompt = '' } = readToolInput(call.use.input)
  return (
    <>
      {prompt !== '' && (
        <BodyPart>
          <Fold head={<span className="truncate text-meta text-ink-muted">{strings.tool.prompt}</span>}>
            {() => (
              <div className="pb-1 text-ui wrap-anywhere whitespace-pre-wrap text-ink-muted">{prompt}</div>
            )}
          </Fold>
        </BodyPart>
      )}
      {call.steps !== null && (
        <BodyPart className="pt-2.5">
          <div className="strand-list">{call.steps}</div>
        </BodyPart>
      )}
      {call.state.kind === 'done' ? <Report call={call} /> : <ResultPart call={call} />}
    </>
  )
}

function Report({ call }: CallProps) {
  const { result, more } = useWholeResult(call.result)
  const text = result === null ? '' : resultText(result)
  if (text === '') return <ResultPart call={call} />
  return (
    <BodyPart label={strings.tool.report}>
      <div className="pt-0.5 pb-1">
        <Markdown text={text} />
      </div>
      {more}
    </BodyPart>
  )
}
