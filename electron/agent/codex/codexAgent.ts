/** Codex, as far as it is known here: its sessions are read. Nothing of it is started. */
import type { Agent } from '../port.ts'
import { createReadAgent } from '../readAgent.ts'
import { codexHome } from './codexFiles.ts'
import { codexTools } from './codexTools.ts'
import { codexTranscripts } from './codexTranscripts.ts'

export function createCodexAgent({ env }: { readonly env: NodeJS.ProcessEnv }): Agent {
  const transcripts = codexTranscripts({ home: codexHome(env) })
  // The id it has when it speaks ACP, too: its sessions stay its own then.
  return createReadAgent({
    id: 'acp:codex',
    name: 'Codex',
    transcripts,
    tools: codexTools,
    continueWith: { program: 'codex', arguments: ['resume', '{session}'] }
  })
}
