/** The transcripts Claude Code writes itself, as the port asks for them. Made by `claudeAgent.ts`. */
import { findFirstLine } from '../../../transcript/findFirstLine.ts'
import { findToolResult } from '../../../transcript/findBlock.ts'
import { listAllClaudeTranscripts, locateClaudeTranscript } from '../../../transcript/locate.ts'
import { readPartsMetadata } from '../../../transcript/partsMetadata.ts'
import { readSessionPage } from '../../../transcript/readSessionPage.ts'
import { subagentFolder } from '../../../transcript/subagentFiles.ts'
import { usageOf } from '../../../transcript/usageReport.ts'
import type { AgentTranscripts } from '../../transcriptSource.ts'

/** `home` gives the folder of Claude Code's own files, asked anew each time: it may be told late. */
export function claudeTranscripts({ home }: { home: () => Promise<string> }): AgentTranscripts {
  return {
    keptBy: 'agent',
    list: async function* () {
      yield* listAllClaudeTranscripts({ home: await home() })
    },
    locate: async (session) => locateClaudeTranscript({ home: await home(), ...session }),
    page: readSessionPage,
    toolResult: findToolResult,
    count: readPartsMetadata,
    usage: usageOf,
    find: findFirstLine,
    beside: subagentFolder
  }
}
