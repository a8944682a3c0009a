/** Why a tool failed that says it by a code, in a sentence of the page's language. Pure; used by `OutputText.tsx`. */
import type { ToolResultBlock } from '../../../shared/session.ts'
import { isToolFailure } from '../../../shared/toolFailures.ts'
import { strings } from '../../strings/strings.ts'

/** The sentence, and the tool's own words if there are any; null where it says no code that has one. */
export function failureWords({ ending }: Pick<ToolResultBlock, 'ending'>): string | null {
  if (ending?.kind !== 'failed' || ending.code === undefined || !isToolFailure(ending.code)) return null
  return [strings.tool.failures[ending.code], ending.said ?? ''].join(' ').trim()
}
