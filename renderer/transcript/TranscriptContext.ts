/**
 * What every part of the transcript may need and no part changes: where the project lies, what the
 * agent is called, how a whole result is fetched. The value keeps its identity while a turn streams.
 */
import type { LucideIcon } from 'lucide-react'
import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { SessionMessage, ToolResultBlock } from '../../shared/session.ts'

/** Something to be done with one message, offered beside it on hover and on keyboard focus. */
export interface MessageAction {
  readonly id: string
  /** Name and tooltip of the button. */
  readonly label: string
  readonly icon: LucideIcon
  readonly isOffered: (message: SessionMessage) => boolean
  readonly act: (message: SessionMessage) => void
}

export interface TranscriptSetting {
  /** Absolute; paths below it are drawn relative to it. */
  readonly projectPath: string
  readonly agentName: string
  /** Fetches a result of which only the beginning was sent. Rejects with a sentence for people. */
  readonly loadWholeResult: (toolUseId: string) => Promise<ToolResultBlock>
  /** Opens a file outside; `path` is absolute or relative to the project. Without it, paths are no links. */
  readonly openFile?: (path: string, line: number | null) => void
  /** Beyond copying, which every message offers. Keeps its identity. */
  readonly messageActions?: readonly MessageAction[]
  /** What stands below a prompt: the way to its other versions. Keeps its identity. */
  readonly belowPrompt?: (messageId: string) => ReactNode
}

export const TranscriptContext = createContext<TranscriptSetting>({
  projectPath: '',
  agentName: '',
  loadWholeResult: (toolUseId) => Promise.reject(new Error(`no transcript around ${toolUseId}`))
})

export function useTranscriptSetting(): TranscriptSetting {
  return useContext(TranscriptContext)
}
