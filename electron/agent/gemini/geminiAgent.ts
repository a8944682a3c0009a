/** Gemini CLI, as far as it is known here: its sessions are read. Nothing of it is started. */
import type { Agent } from '../port.ts'
import { createReadAgent } from '../readAgent.ts'
import { geminiHome } from './geminiFiles.ts'
import { geminiTools } from './geminiTools.ts'
import { geminiTranscripts } from './geminiTranscripts.ts'

export function createGeminiAgent({ env }: { readonly env: NodeJS.ProcessEnv }): Agent {
  const transcripts = geminiTranscripts({ home: geminiHome(env) })
  // The id it has when it speaks ACP, too: its sessions stay its own then.
  return createReadAgent({ id: 'acp:gemini', name: 'Gemini CLI', transcripts, tools: geminiTools })
}
