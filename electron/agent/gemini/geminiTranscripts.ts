/** The transcripts Gemini CLI writes itself, as the port asks for them. Made by `geminiAgent.ts` and for the worker of history. */
import type { SessionMessage } from '../../../shared/session.ts'
import { flatReading } from '../flatTranscripts.ts'
import { KnownPlaces } from '../knownPlaces.ts'
import type { AgentTranscripts } from '../transcriptSource.ts'
import { GeminiFiles, sideFilesOf } from './geminiFiles.ts'
import { geminiFormat } from './geminiFormat.ts'
import { readGeminiHead } from './geminiHead.ts'

/** `home`: the folder of Gemini CLI's own files. */
export function geminiTranscripts({ home }: { readonly home: string }): AgentTranscripts {
  const files = new GeminiFiles(home)
  const places = new KnownPlaces()
  const reading = flatReading(geminiFormat)
  return {
    ...reading,
    place: () => Promise.resolve(home),
    history: {
      files: () => files.listed(),
      beside: sideFilesOf,
      sessionOf: (file) => files.sessionOf(file),
      folders: () => files.folders(),
      head: readGeminiHead,
      placeFor: ({ was, cwd }) => files.placeFor(was, cwd)
    },
    list: () => files.list(),
    locate: ({ sessionId }) => places.of(sessionId, () => files.locate(sessionId)),
    page: async (file, request) => {
      const page = await reading.page(file, request)
      return { ...page, messages: page.messages.map(toldOnce) }
    }
  }
}

/** Of a message that was written again each block once: a call as it was told last, a thought where it stood first. */
function toldOnce(message: SessionMessage): SessionMessage {
  if (message.role !== 'assistant') return message
  const byName = new Map<string, SessionMessage['content'][number]>()
  for (const block of message.content) {
    byName.set(block.type === 'tool_use' ? `call ${block.id}` : JSON.stringify(block), block)
  }
  return byName.size === message.content.length ? message : { ...message, content: [...byName.values()] }
}
