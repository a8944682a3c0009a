/** A result of which only the beginning came: fetches the rest when it is asked for. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { messageOf } from '../../../shared/errors.ts'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { formatBytes } from '../../ui/formatCount.ts'
import { useTranscriptSetting } from '../TranscriptContext.ts'
import { MoreButton } from './MoreButton.tsx'

type Fetching =
  | { readonly state: 'beginning' }
  | { readonly state: 'loading' }
  | { readonly state: 'whole'; readonly result: ToolResultBlock }
  | { readonly state: 'failed'; readonly what: string }

interface WholeResult<T> {
  /** The whole once it is here; until then what came. */
  readonly result: ToolResultBlock | T
  /** The person asked for the whole and it is here. */
  readonly isFetched: boolean
  /** A button that fetches the rest, and what went wrong with it; null when all is here. */
  readonly more: ReactNode
}

export function useWholeResult<T extends ToolResultBlock | null>(given: T): WholeResult<T> {
  const { loadWholeResult } = useTranscriptSetting()
  const [fetching, setFetching] = useState<Fetching>({ state: 'beginning' })
  if (fetching.state === 'whole') return { result: fetching.result, isFetched: true, more: null }
  if (!given?.truncated) return { result: given, isFetched: false, more: null }
  const id = given.tool_use_id

  async function fetchWhole(): Promise<void> {
    setFetching({ state: 'loading' })
    try {
      setFetching({ state: 'whole', result: await loadWholeResult(id) })
    } catch (thrown) {
      setFetching({ state: 'failed', what: messageOf(thrown) })
    }
  }

  const more = (
    <>
      <MoreButton
        label={
          fetching.state === 'loading'
            ? strings.tool.loadingWhole
            : strings.tool.showWhole(formatBytes(given.truncated.bytes))
        }
        onClick={() => void fetchWhole() /* never rejects: what fails is kept as state */}
      />
      {fetching.state === 'failed' && (
        <ErrorNote text={`${strings.tool.wholeFailed} ${fetching.what}`} className="mt-1" />
      )}
    </>
  )
  return { result: given, isFetched: false, more }
}
