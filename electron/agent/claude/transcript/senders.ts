/**
 * Messages that Claude Code writes in the person's place and that others wrote: a teammate, another session, a
 * channel, a schedule. Newer versions say so in `origin`; the text is wrapped in a tag. Pure; used by `prompt.ts`
 * and `userRecord.ts`.
 */
import type { Sender } from '../../../../shared/session.ts'
import { fieldsAt, textAt } from '../../../transcript/record/fields.ts'
import type { Fields } from '../../../transcript/record/fields.ts'

/** What somebody said, and who. */
export interface Said {
  readonly sender: Sender
  readonly text: string
}

const openTag =
  /^<(teammate-message|cross-session-message|agent-message|peer-message|coordinator-message|channel-message|channel)((?:\s[^<>]{0,2000})?)>/

const kinds: Readonly<Record<string, Sender['kind']>> = {
  'teammate-message': 'teammate',
  'cross-session-message': 'session',
  'peer-message': 'session',
  'agent-message': 'agent',
  'coordinator-message': 'agent',
  'channel-message': 'channel',
  channel: 'channel'
}

/** The messages a text consists of; null when anything else stands in it: then somebody wrote about such a tag. */
export function messagesOfOthers(text: string): readonly Said[] | null {
  const said: Said[] = []
  for (let rest = text.trim(); rest !== ''; rest = rest.trimStart()) {
    const [open, tag = '', attributes = ''] = openTag.exec(rest.slice(0, 2_100)) ?? []
    if (open === undefined) return null
    const close = `</${tag}>`
    const end = rest.indexOf(close)
    if (end === -1) return null
    said.push({
      sender: { kind: kinds[tag] ?? 'agent', name: nameIn(attributes) },
      text: rest.slice(open.length, end).trim()
    })
    rest = rest.slice(end + close.length)
  }
  return said.length === 0 ? null : said
}

function nameIn(attributes: string): string | null {
  for (const key of [
    'from-name',
    'name',
    'teammate_id',
    'teammate-id',
    'agent-id',
    'source',
    'server',
    'from'
  ]) {
    const [, name = ''] = new RegExp(`\\s${key}="([^"]*)"`).exec(attributes) ?? []
    if (name !== '') return unescaped(name)
  }
  return null
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** Several as one: of the same sender as they are, of different ones each with its name. */
export function asOne(said: readonly Said[]): Said {
  const [first] = said
  if (first === undefined) return { sender: { kind: 'system', name: null }, text: '' }
  const isOne = said.every(
    ({ sender }) => sender.name === first.sender.name && sender.kind === first.sender.kind
  )
  const texts = said.map(({ sender, text }) =>
    isOne || sender.name === null ? text : `${sender.name}: ${text}`
  )
  return { sender: isOne ? first.sender : { kind: first.sender.kind, name: null }, text: texts.join('\n\n') }
}

/** Who a record says has sent it; null for a person, and for records that do not say. */
export function senderOf(record: Fields): Sender | null {
  const origin = fieldsAt(record, 'origin')
  const kind = origin && textAt(origin, 'kind')
  if (origin === null || kind === null) {
    return textAt(record, 'promptSource') === 'system' ? { kind: 'system', name: null } : null
  }
  switch (kind) {
    case 'human':
      return null
    case 'peer':
      return { kind: 'session', name: textAt(origin, 'name') ?? textAt(origin, 'from') }
    case 'channel':
      return { kind: 'channel', name: textAt(origin, 'server') }
    case 'task-notification':
      return { kind: textAt(origin, 'subkind') === 'scheduled-trigger' ? 'schedule' : 'system', name: null }
    case 'coordinator':
    case 'observer':
      return { kind: 'agent', name: textAt(origin, 'from') }
    default:
      return { kind: 'system', name: null }
  }
}

/** The words of a peer without their envelope, where the record has them. */
export function bodyIn(record: Fields): string | null {
  const origin = fieldsAt(record, 'origin')
  return origin && textAt(origin, 'body')
}
