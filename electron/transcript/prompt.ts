/**
 * What a text in the user's place really is. Claude Code writes much in the user's name that no
 * person typed: command echoes, their output, interruptions, notes for the model. `record.ts` asks
 * here for the past, the Claude adapter may ask for live frames.
 */

export type PromptText =
  /** What a person sent, as they would have typed it. */
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'interrupted'; readonly text: string }
  /** Output of a local command: worth reading, sent by nobody. */
  | { readonly kind: 'info'; readonly text: string }
  /** For the model only, or empty. */
  | { readonly kind: 'hidden' }

const hidden: PromptText = { kind: 'hidden' }

export function readPromptText(text: string): PromptText {
  const trimmed = text.trimStart()
  if (trimmed.startsWith('[Request interrupted by user'))
    return { kind: 'interrupted', text: trimmed.trimEnd() }
  if (!trimmed.startsWith('<')) return { kind: 'prompt', text }
  if (trimmed.startsWith('<local-command-caveat>')) return hidden
  if (trimmed.startsWith('<command-name>') || trimmed.startsWith('<command-message>')) {
    const name = element(trimmed, 'command-name')
    const args = element(trimmed, 'command-args')?.trim()
    if (name !== null) return { kind: 'prompt', text: args ? `${slashed(name)} ${args}` : slashed(name) }
  }
  if (trimmed.startsWith('<bash-input>')) {
    return { kind: 'prompt', text: `! ${(element(trimmed, 'bash-input') ?? '').trim()}` }
  }
  if (trimmed.startsWith('<task-notification>')) {
    return info(summariesOf(trimmed))
  }
  if (/^<(?:local-command|bash)-std(?:out|err)>/.test(trimmed)) {
    return info(
      ['local-command-stdout', 'local-command-stderr', 'bash-stdout', 'bash-stderr']
        .map((name) => element(trimmed, name) ?? '')
        .filter((part) => part.trim() !== '')
        .join('\n')
    )
  }
  return { kind: 'prompt', text }
}

/** Only what people should know of the ends of background tasks; several may come as one. */
function summariesOf(notification: string): string {
  const summaries = [...notification.matchAll(/<summary>([\s\S]*?)<\/summary>/g)]
  // What a task has said comes after its summary and may look like anything.
  const own = summaries.filter(({ index }) => !isInsideResult(notification, index))
  const texts = own.map(([, summary = '']) => summary.trim()).filter((summary) => summary !== '')
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
