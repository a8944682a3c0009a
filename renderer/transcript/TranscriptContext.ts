/**
 * What every part of the transcript may need and no part changes: where the project lies, what the
 * agent is called, how a whole result is fetched. The value keeps its identity while a turn streams.
 */
import { createContext, useContext } from 'react'
import type { ToolResultBlock } from '../../shared/session.ts'

export interface TranscriptSetting {
  /** Absolute; paths below it are drawn relative to it. */
  readonly projectPath: string
  readonly agentName: string
  /** Fetches a result of which only the beginning was sent. Rejects with a sentence for people. */
  readonly loadWholeResult: (toolUseId: string) => Promise<ToolResultBlock>
}

export const TranscriptContext = createContext<TranscriptSetting>({
  projectPath: '',
  agentName: '',
  loadWholeResult: (toolUseId) => Promise.reject(new Error(`no transcript around ${toolUseId}`))
})

export function useTranscriptSetting(): TranscriptSetting {
  return useContext(TranscriptContext)
}
