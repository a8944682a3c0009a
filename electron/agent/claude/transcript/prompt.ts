/**
 * What a text in the user's place really is. Claude Code writes much in the user's name that no
 * person typed: command echoes, their output, interruptions, notes for the model. `record.ts` asks
 * here for the past, the Claude adapter may ask for live frames.
 */
import { isCommand } from '../../../../shared/isCommand.ts'
import type { Sender } from '../../../../shared/session.ts'
import { withoutContext } from './contextTags.ts'
import { asOne, messagesOfOthers } from './senders.ts'
import { withoutXmlEscapes } from './xmlEscapes.ts'

export type PromptText =
  /** What a person sent, as they would have typed it. */
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'interrupted'; readonly text: string }
  /** Output of a local command: worth reading, sent by nobody. */
  | { readonly kind: 'info'; readonly text: string }
  /** What somebody else said. */
  | { readonly kind: 'said'; readonly text: string; readonly sender: Sender }
  /** For the model only, or empty. */
  | { readonly kind: 'hidden' }

const hidden: PromptText = { kind: 'hidden' }

/** What the record itself says of who sent the text. */
export interface PromptFacts {
  /** True when a person typed it, so that what looks like a tag is what they wrote. */
  readonly isTyped: boolean
}

export function readPromptText(text: string, { isTyped }: PromptFacts = { isTyped: false }): PromptText {
  const own = withoutContext(text, isTyped ? 'editor' : 'all')
  const trimmed = own.trimStart()
  if (trimmed === '') return hidden
  if (trimmed.startsWith('[Request interrupted by user'))
    return { kind: 'interrupted', text: trimmed.trimEnd() }
  if (!trimmed.startsWith('<')) return { kind: 'prompt', text: own }
  if (trimmed.startsWith('<local-command-caveat>')) return hidden
  const command = commandIn(trimmed)
  if (command !== null) return { kind: 'prompt', text: command }
  if (isTyped) return { kind: 'prompt', text: own }
  const others = messagesOfOthers(trimmed)
  if (others !== null) return { kind: 'said', ...asOne(others) }
  if (isWhole(trimmed, 'task-notification')) return info(summariesOf(trimmed))
  if (/^<(?:local-command|bash)-std(?:out|err)>/.test(trimmed)) {
    return info(
      ['local-command-stdout', 'local-command-stderr', 'bash-stdout', 'bash-stderr']
        .map((name) => outputIn(trimmed, name))
        .filter((part) => part.trim() !== '')
        .join('\n')
    )
  }
  return { kind: 'prompt', text: own }
}

/** Of a shell the program escapes what it puts into the tag. */
function outputIn(text: string, name: string): string {
  const output = element(text, name) ?? ''
  return name.startsWith('bash-') ? withoutXmlEscapes(output) : output
}

/** A command as it was typed; null when there are words around it: then somebody wrote about such tags. */
function commandIn(text: string): string | null {
  if (isWhole(text, 'bash-input')) return `! ${(element(text, 'bash-input') ?? '').trim()}`
  if (!text.startsWith('<command-')) return null
  const name = element(text, 'command-name')
  if (name === null) return null
  const rest = ['command-args', 'command-name', 'command-message', 'command-contents'].reduce(
    withoutElement,
    text
  )
  if (rest.trim() !== '') return null
  const args = element(text, 'command-args')?.trim()
  return args ? `${slashed(name)} ${args}` : slashed(name)
}

function withoutElement(text: string, name: string): string {
  const start = text.indexOf(`<${name}>`)
  const close = `</${name}>`
  const end = text.lastIndexOf(close)
  return start === -1 || end < start ? text : text.slice(0, start) + text.slice(end + close.length)
}

/** Whether the text is that element, or several of them, and nothing else. */
function isWhole(text: string, name: string): boolean {
  return text.startsWith(`<${name}>`) && text.trimEnd().endsWith(`</${name}>`)
}

/** A title as the agent gave it, if it names anything: a command does not, nor does what stands in tags for the model. */
export function titleFrom(text: string): string | null {
  const meaning = readPromptText(text.trim())
  if (meaning.kind !== 'prompt') return null
  const title = meaning.text.trim()
  return title === '' || isCommand(title) ? null : title
}

/** Only what people should know of the ends of background tasks; several may come as one. */
function summariesOf(notification: string): string {
  const summaries = [...notification.matchAll(/<summary>([\s\S]*?)<\/summary>/g)]
  // What a task has said comes after its summary and may look like anything.
  const own = summaries.filter(({ index }) => !isInsideResult(notification, index))
  const texts = own
    .map(([, summary = '']) => withoutXmlEscapes(summary.trim()))
    .filter((summary) => summary !== '')
  return texts.length > 0 ? texts.join('\n') : 'A background task has news.'
}

function isInsideResult(notification: string, index: number): boolean {
  return notification.lastIndexOf('<result>', index) > notification.lastIndexOf('</result>', index)
}

function info(text: string): PromptText {
  const plain = withoutEscapes(text).trim()
  return plain === '' ? hidden : { kind: 'info', text: plain }
}

function slashed(name: string): string {
  const plain = name.trim()
  return plain.startsWith('/') ? plain : `/${plain}`
}

/** The text between `<name>` and the last `</name>`, or null. */
function element(text: string, name: string): string | null {
  const open = `<${name}>`
  const start = text.indexOf(open)
  if (start === -1) return null
  const end = text.lastIndexOf(`</${name}>`)
  return text.slice(start + open.length, end > start ? end : undefined)
}

/** Terminal colours and cursor movements mean nothing outside a terminal. */
export function withoutEscapes(text: string): string {
  return text.replaceAll(escapes, '')
}

const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')
