/**
 * What a subagent did, from its own file: the main transcript has only the tool use that started it
 * and the report it ended with. For the place where a person unfolds such a tool use.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { fieldsAt, textAt } from './fields.ts'
import { findNewest } from './findNewest.ts'
import { subagentFolder } from './metadata.ts'
import { readPage } from './readPage.ts'
import type { TranscriptPage } from './readPage.ts'

/**
 * A page of the subagent that the tool use `toolUseId` of the session in `file` started; every
 * message names that tool use as its parent. Null while the subagent has not reported (only its
 * report names its file), and when it has no file.
 */
export async function readSubagent(
  file: string,
  toolUseId: string,
  request: { limit: number; before?: string | null }
): Promise<TranscriptPage | null> {
  const agentId = await agentOf(file, toolUseId)
  if (agentId === null) return null
  const name = `agent-${agentId}.jsonl`
  if (!(await subagentFiles(file)).includes(name)) return null
  return readPage(join(subagentFolder(file), name), { ...request, parentToolUseId: toolUseId })
}

/** Listed and not composed: an id in a transcript must not lead out of the folder. */
async function subagentFiles(file: string): Promise<string[]> {
  try {
    return await readdir(subagentFolder(file))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

function agentOf(file: string, toolUseId: string): Promise<string | null> {
  return findNewest(file, `"tool_use_id":${JSON.stringify(toolUseId)}`, (record) => {
    const outcome = fieldsAt(record, 'toolUseResult')
    return outcome && textAt(outcome, 'agentId')
  })
}
