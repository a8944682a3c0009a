/**
 * The words of a command as a shell would hand them on: quotes and backslashes taken away, the variables everybody
 * knows put in. Knows sh, PowerShell and cmd by halves: enough to see where a path may begin. Pure, linear.
 */

export interface ShellWord {
  /** Where it stands in the command. */
  readonly from: number
  readonly to: number
  /** As it is written. */
  readonly raw: string
  /** As the program gets it: `~` for a home, `.` for the folder one is in, `$` for what is not known. */
  readonly value: string
  readonly hasVariables: boolean
  /** Put together only when it runs: pieces in quotes, escaped letters, the output of another command. */
  readonly isPieced: boolean
  /** Where a stretch of `value` stands in the command. */
  readonly spanOf: (from: number, to: number) => { readonly from: number; readonly to: number }
}

const VARIABLE =
  /\$env:(\w+)|\$\{([A-Za-z_]\w*)[^}\s]{0,200}\}|\$([A-Za-z_]\w*|[0-9@*#?!-])|\$\{[^}\s]{0,200}\}|%([A-Za-z_][\w()]{2,40})%|!([A-Za-z_]\w{2,40})!/y
const HOMES =
  /^(?:HOME|USERPROFILE|HOMEPATH|HOMEDRIVE|APPDATA|LOCALAPPDATA|TEMP|TMP|TMPDIR|OLDPWD|SystemRoot|ProgramFiles|ProgramData|PSHOME|XDG_\w+)$/i
const HERE = /^(?:PWD|CD|INIT_CWD)$/i
const WINDOWS_PATH = /^["']?(?:[A-Za-z]\w*:\\|\\\\|\.{1,2}\\)/
/** Words end there, outside of quotes. */
const ENDS = new Set([' ', '\t', '\n', '\r', ';', '|', '&', '(', ')', '<', '>'])

export function shellWords(command: string): readonly ShellWord[] {
  const words: ShellWord[] = []
  let at = 0
  while (at < command.length) {
    if (ENDS.has(command.charAt(at))) at += 1
    else {
      const word = wordAt(command, at)
      words.push(word)
      at = word.to
    }
  }
  return words
}

function wordAt(command: string, from: number): ShellWord {
  let at = from
  let quote = ''
  let value = ''
  /** Of each letter of `value`: where it stands, and where what it came of ends. */
  const starts: number[] = []
  const stops: number[] = []
  let hasVariables = false
  let isPieced = false
  const isWindows = WINDOWS_PATH.test(command.slice(from, from + 40))
  const put = (text: string, length: number): void => {
    for (let index = 0; index < text.length; index += 1) {
      starts.push(at)
      stops.push(at + length)
    }
    value += text
    at += length
  }

  while (at < command.length) {
    const letter = command.charAt(at)
    const next = command.charAt(at + 1)
    if (quote === '' && ENDS.has(letter)) break
    if (letter === quote) {
      // A quote that ends inside a word, or a word of nothing but quotes: pieces.
      if (next !== '' && !ENDS.has(next) && next !== ',' && next !== ']' && next !== '}') isPieced = true
      quote = ''
      at += 1
    } else if (quote === '' && (letter === '"' || letter === "'")) {
      if (at > from && !/[=:,@[{(]/.test(command.charAt(at - 1))) isPieced = true
      quote = letter
      at += 1
    } else if (letter === '\\' && quote !== "'" && next !== '' && !isWindows) {
      // In double quotes only these lose it; a line break after it goes on in the next line.
      const isTaken = quote === '' || /["\\$`\n]/.test(next)
      if (isTaken && /[\w./~-]/.test(next)) isPieced = true
      if (!isTaken) put(letter, 1)
      else if (next === '\n') at += 2
      else put(next, 2)
    } else if (letter === '`' && quote !== "'") {
      isPieced = true
      put(' ', 1)
    } else if (letter === '$' && (next === '(' || next === "'" || next === '"') && quote !== "'") {
      isPieced = true
      if (next === "'" && quote === '') at += 1
      else put(' ', next === '(' ? 2 : 1)
    } else if (quote !== "'" && (letter === '$' || letter === '%' || letter === '!')) {
      VARIABLE.lastIndex = at
      const match = VARIABLE.exec(command)
      if (match === null) put(letter, 1)
      else {
        const name = match.slice(1).find((one) => one !== undefined) ?? ''
        const isKnown = HOMES.test(name) || HERE.test(name)
        if (!isKnown) hasVariables = true
        put(HOMES.test(name) ? '~' : HERE.test(name) ? '.' : '$', match[0].length)
      }
    } else {
      // Braces become several words.
      if (
        quote === '' &&
        letter === '{' &&
        /^\{[^\s{}]*(?:,|\.\.)[^\s{}]*\}/.test(command.slice(at, at + 80))
      )
        isPieced = true
      put(letter, 1)
    }
  }
  return {
    from,
    to: at,
    raw: command.slice(from, at),
    value,
    hasVariables,
    isPieced,
    spanOf: (first, last) => ({ from: starts[first] ?? from, to: stops[last - 1] ?? at })
  }
}
