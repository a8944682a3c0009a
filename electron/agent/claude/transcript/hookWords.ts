/**
 * What a hook of the person's or the project's own says to the person, as Claude Code writes it down. What a
 * hook tells the model alone (its plain output, added context) is not among it. Pure; called by `claudeRecord.ts` for
 * what was, by the Claude adapter for what happens.
 */
import { fieldsAt, textAt } from '../../../transcript/record/fields.ts'
import type { Fields } from '../../../transcript/record/fields.ts'

export interface HookWords {
  /** As Claude Code names it: "PreToolUse:Bash", "Stop". */
  readonly hook: string | null
  /** One for each thing that was said. */
  readonly words: readonly string[]
}

/** Whether the record is one that tells of a hook, whatever it says. */
export function isHookRecord(record: Fields): boolean {
  return hookWordsOf(record) !== null
}

/** Null when the record tells of no hook, or of none that said something to people. */
export function hookWordsOf(record: Fields): HookWords | null {
  switch (record['type']) {
    case 'attachment': {
      const attachment = fieldsAt(record, 'attachment')
      return attachment === null ? null : said(hookOf(attachment), [wordsOfAttachment(attachment)])
    }
    case 'system':
      if (record['subtype'] === 'stop_hook_summary') return said('Stop', wordsOfSummary(record))
      return record['subtype'] === 'informational' ? informational(record) : null
    default:
      return null
  }
}

function wordsOfAttachment(attachment: Fields): string | null {
  switch (attachment['type']) {
    case 'hook_system_message':
    case 'hook_error_during_execution':
      return textAt(attachment, 'content')
    case 'hook_blocking_error': {
      const error = fieldsAt(attachment, 'blockingError')
      return (error && textAt(error, 'blockingError')) ?? textAt(attachment, 'blockingError')
    }
    case 'hook_stopped_continuation':
      return textAt(attachment, 'message')
    case 'hook_non_blocking_error':
      return textAt(attachment, 'stderr') || textAt(attachment, 'stdout')
    case 'async_hook_response': {
      const response = fieldsAt(attachment, 'response')
      return response && textAt(response, 'systemMessage')
    }
    default:
      return null
  }
}

function hookOf(attachment: Fields): string | null {
  return textAt(attachment, 'hookName') ?? textAt(attachment, 'hookEvent')
}

/** The errors of the hooks that ran when the agent stopped, and why one of them made it stop. */
function wordsOfSummary(record: Fields): (string | null)[] {
  const errors = record['hookErrors']
  const texts = Array.isArray(errors) ? errors.map((error) => (typeof error === 'string' ? error : null)) : []
  return [...texts, textAt(record, 'stopReason')]
}

const saysPattern = /^(?<hook>[A-Z][A-Za-z]+(?::\S+)?) says: (?<words>[\s\S]*)$/u
const endedPattern = /^(?:(?<hook>[A-Z][A-Za-z]+(?::\S+)?) operation blocked|Operation stopped) by hook:/u

/** A line of the terminal: "X says: …", or that a hook turned a prompt away. Others are no hook's. */
function informational(record: Fields): HookWords | null {
  const content = textAt(record, 'content') ?? ''
  const says = saysPattern.exec(content)?.groups
  if (says) {
    const { hook = '', words = '' } = says
    // Each line of several says anew whose they are.
    return said(hook, [words.replaceAll(`\n${hook} says: `, '\n')])
  }
  const ended = endedPattern.exec(content)
  return ended ? said(ended.groups?.['hook'] ?? null, [content]) : null
}

function said(hook: string | null, texts: readonly (string | null)[]): HookWords | null {
  const words = texts.flatMap((text) => (text === null || text.trim() === '' ? [] : [text.trim()]))
  return words.length === 0 ? null : { hook, words: [...new Set(words)] }
}
