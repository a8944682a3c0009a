/**
 * What stands on a terminal after a program has written to it: progress that was written over is gone, moves of the
 * cursor, titles and links too. Colours (`ESC [ … m`) stay, for the page; the export leaves them out. Pure.
 */
import { plainParameters } from './cellLook.ts'
import { movesCursor, screenText } from './terminalScreen.ts'

const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)
/**
 * Titles and links (`ESC ] … BEL`, of one line even if they never end), pictures (`ESC P … ESC \`), and every other
 * sequence that is no colour.
 */
const MOVES = new RegExp(
  `${ESCAPE}(?:\\][^${BELL}${ESCAPE}\\n]*(?:${BELL}|${ESCAPE}\\\\)?|[PX^_][^${ESCAPE}]*${ESCAPE}\\\\|\\[[0-?]*[ -/]*[@-ln-~]|\\[[<-?][0-?]*m|[ -/]+[0-~]|[0-Z\\\\^-~])`,
  'g'
)
const COLOURS = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g')
/** Colours that are written with colons, or are those of underlines. */
const NEWER_COLOURS = new RegExp(`${ESCAPE}\\[([\\d;]*(?::|58|59)[\\d;:]*)m`, 'g')
const CONTROLS = new RegExp(
  `[${String.fromCharCode(0)}-${String.fromCharCode(8)}\\u000b\\u000c\\u000e-\\u001a\\u001c-\\u001f\\u007f]`,
  'g'
)

/** All but ASCII, and what bars and spinners are drawn with: boxes, blocks, dots. */
const NOT_OF_ONE_COLUMN = /[^ -~\r\u2022\u2026\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff]/

/** Longer texts are not played through: only their colours and lines are looked at. */
const LONGEST_PLAYED = 2_000_000

/** The text a person would see in the end. Never throws; text without a control sign comes back as it is. */
export function terminalText(text: string): string {
  if (!/[^\n\t -~\u00a0-\uffff]/.test(text)) return text
  const moved = text.includes(ESCAPE) ? text.replace(MOVES, '').replace(NEWER_COLOURS, inOlderWriting) : text
  const isWritten = /[\r\b]/.test(moved)
  const lines = isWritten ? moved.replace(/(?<!\r)\r+\n/g, '\n').split('\n') : [moved]
  if (text.includes(ESCAPE) && text.length <= LONGEST_PLAYED) {
    if (movesCursor(text) || (isWritten && lines.some(leavesOlder))) {
      const screen = screenText(text).replace(CONTROLS, picture)
      // Wiped clean in the end, it would say nothing: then what was written stands.
      if (screen.replace(COLOURS, '').trim() !== '') return screen
    }
  }
  return (isWritten ? lines.map(writtenOver).join('\n') : moved).replace(CONTROLS, picture)
}

function inOlderWriting(_sequence: string, parameters: string): string {
  const plain = plainParameters(parameters)
  return plain === '' && parameters !== '' ? '' : `${ESCAPE}[${plain}m`
}

/** Without colours too. */
export function plainTerminalText(text: string): string {
  const shown = terminalText(text)
  return shown.includes(ESCAPE) ? shown.replace(COLOURS, '').replaceAll(ESCAPE, '␛') : shown
}

/** A line on which something older than what was written last is still to be seen, or may be. */
function leavesOlder(line: string): boolean {
  if (line.includes('\b')) return true
  if (!line.includes('\r')) return false
  const writes = line
    .replace(COLOURS, '')
    .split('\r')
    .filter((write) => write !== '')
  const last = writes.at(-1)?.length ?? 0
  return writes.length > 1 && (writes.some(({ length }) => length > last) || NOT_OF_ONE_COLUMN.test(line))
}

/** As a terminal shows it: what was written last, and what of the rest it does not cover. */
function writtenOver(line: string): string {
  const isPlayed = line.length <= LONGEST_PLAYED && !line.includes(ESCAPE) && leavesOlder(line)
  return isPlayed ? screenText(line) : withoutBackspaces(lastWrite(line))
}

/** Each carriage return begins the line again: what was written last stands, in the colours set before. */
function lastWrite(line: string): string {
  if (!line.includes('\r')) return line
  const writes = line.split('\r')
  const last = writes.findLastIndex((write) => write.replace(COLOURS, '') !== '')
  if (last === -1) return ''
  return `${writes.slice(0, last).join('').match(COLOURS)?.join('') ?? ''}${writes.slice(last).join('')}`
}

/** Of texts that are not played: a spinner writes a sign, steps back and writes another. Steps at the end wipe nothing. */
function withoutBackspaces(line: string): string {
  if (!line.includes('\b')) return line
  const kept: string[] = []
  for (const character of line.replace(/[\b]+$/, '')) {
    if (character === '\b') kept.pop()
    else kept.push(character)
  }
  return kept.join('')
}

function picture(control: string): string {
  return control === '\u007f' ? '␡' : String.fromCharCode(0x2400 + control.charCodeAt(0))
}
