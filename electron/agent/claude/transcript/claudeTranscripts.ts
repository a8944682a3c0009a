/** The transcripts Claude Code writes itself, as the port asks for them. Made by `claudeAgent.ts`. */
import { findFirstLine } from '../../../transcript/find/findFirstLine.ts'
import { findToolResult } from '../../../transcript/find/findBlock.ts'
import { listAllClaudeTranscripts, locateClaudeTranscript } from './locate.ts'
import { readPartsMetadata } from '../../../transcript/count/partsMetadata.ts'
import { readSessionPage } from './readSessionPage.ts'
import { usageOf } from '../../../transcript/count/usageReport.ts'
import type { AgentTranscripts } from '../../transcriptSource.ts'
import { claudeFormat } from './claudeFormat.ts'
import { claudeHistory } from './claudeHistory.ts'

/** `home` gives the folder of Claude Code's own files, asked anew each time: it may be told late. */
export function claudeTranscripts({
  home,
  place = home,
  laterPlace = place
}: {
  home: () => Promise<string>
  /** What is known of it at once, for whoever looks at all of them; and what is known when it was found out. */
  place?: () => Promise<string>
  laterPlace?: () => Promise<string>
}): AgentTranscripts {
  return {
    keptBy: 'agent',
    place,
    laterPlace,
    history: claudeHistory({ home }),
    format: claudeFormat,
    list: async function* () {
      yield* listAllClaudeTranscripts({ home: await home() })
    },
    locate: async (session) => locateClaudeTranscript({ home: await home(), ...session }),
    page: (file, request) => readSessionPage(file, request, claudeFormat),
    toolResult: (file, toolUseId) => findToolResult(file, toolUseId, claudeFormat),
    count: (files, previous) => readPartsMetadata(files, previous, claudeFormat),
    usage: (checkpoint) => usageOf(checkpoint, claudeFormat.models),
    find: (file, matters, signal) => findFirstLine(file, matters, signal, claudeFormat)
  }
}
