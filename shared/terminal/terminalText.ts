/**
 * What stands on a terminal after a program has written to it: progress that was written over is gone, moves of the
 * cursor, titles and links too. Colours (`ESC [ … m`) stay, for the page; the export leaves them out. Pure.
 */
import { movesCursor, screenText } from './terminalScreen.ts'

const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)
/** Titles and links (`ESC ] … BEL`), and every other sequence that is no colour. */
const MOVES = new RegExp(
  `${ESCAPE}(?:\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?|\\[[0-?]*[ -/]*[@-ln-~]|\\[[<-?][0-?]*m|[ -/]+[0-~]|[0-Z\\\\^-~])`,
  'g'
)
const COLOURS = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g')
const CONTROLS = new RegExp(
  `[${String.fromCharCode(0)}-${String.fromCharCode(8)}\\u000b\\u000c\\u000e-\\u001a\\u001c-\\u001f\\u007f]`,
  'g'
)

/** Longer texts are not played through: only their colours and lines are looked at. */
const LONGEST_PLAYED = 2_000_000

export function terminalText(text: string): string {
  if (!/[^\n\t -~\u00a0-\uffff]/.test(text)) return text
  if (text.includes(ESCAPE) && text.length <= LONGEST_PLAYED && movesCursor(text)) {
    const screen = screenText(text).replace(CONTROLS, picture)
    // Wiped clean in the end, it would say nothing: then what was written stands.
    if (screen.replace(COLOURS, '').trim() !== '') return screen
  }
  const moved = text.includes(ESCAPE) ? text.replace(MOVES, '') : text
  const lines = moved.includes('\r')
    ? moved
        .replace(/(?<!\r)\r+\n/g, '\n')
        .split('\n')
        .map(overwritten)
        .join('\n')
    : moved
  return withoutBackspaces(lines).replace(CONTROLS, picture)
}

/** Without colours too. */
export function plainTerminalText(text: string): string {
  const shown = terminalText(text)
  return shown.includes(ESCAPE) ? shown.replace(COLOURS, '').replaceAll(ESCAPE, '␛') : shown
}

/** Each carriage return begins the line again: what was written last stands, in the colours set before. */
function overwritten(line: string): string {
  if (!line.includes('\r')) return line
  const writes = line.split('\r')
  const last = writes.findLastIndex((write) => write.replace(COLOURS, '') !== '')
  if (last === -1) return ''
  return `${writes.slice(0, last).join('').match(COLOURS)?.join('') ?? ''}${writes.slice(last).join('')}`
}

/** A spinner writes a sign, steps back and writes another. */
function withoutBackspaces(text: string): string {
  if (!text.includes('\b')) return text
  const kept: string[] = []
  for (const character of text) {
    if (character !== '\b') kept.push(character)
    else if (kept.at(-1) !== '\n') kept.pop()
  }
  return kept.join('')
}

function picture(control: string): string {
  return control === '\u007f' ? '␡' : String.fromCharCode(0x2400 + control.charCodeAt(0))
}
