/**
 * The log: JSON lines by pino, on standard error, because standard output belongs to the ready
 * line, and in rotating files. Says what happened to which session; never the text of a message, never a
 * token or key.
 */
import { pino } from 'pino'
import type { LogFiles } from './logFiles.ts'

export interface Log {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/**
 * `SKEIN_LOG` sets the level: debug, info (default), warn, error, silent. No transport of pino's: those live in
 * worker threads, which find nothing inside a packed archive.
 */
export function createLog(
  files: Pick<LogFiles, 'write'>,
  level: string = process.env['SKEIN_LOG'] ?? 'info'
): Log {
  const known = level in pino.levels.values || level === 'silent'
  const standardError = pino.destination({ dest: 2, sync: true })
  return pino(
    { level: known ? level : 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
    {
      write: (line: string) => {
        const safe = withoutQuotedText(line)
        standardError.write(safe)
        files.write(safe)
      }
    }
  )
}

/**
 * Node quotes what it could not parse (`Unexpected token 'M', "My secret"... is not valid JSON`), and that may be
 * the text of a message. Of a line of the log this takes the quotation out.
 */
export function withoutQuotedText(line: string): string {
  let safe = ''
  let from = 0
  for (let at = line.indexOf(notJson); at !== -1; at = line.indexOf(notJson, from)) {
    const said = line.slice(from, at)
    const begin = quotationIn(said)
    safe += begin === null ? said : `${said.slice(0, begin)} what was read`
    safe += notJson
    from = at + notJson.length
  }
  return from === 0 ? line : safe + line.slice(from)
}

const notJson = ' is not valid JSON'
/** In a line of JSON the quotes around it are escaped, and those inside it twice. */
const quotes = [' \\"', ' ...\\"']
const reason = / Unexpected token .{1,12},$/

/** Where the quotation begins that ends what was said: at its first quote, and before the reason. */
function quotationIn(said: string): number | null {
  if (!/\\"(?:\.\.\.)?$/.test(said.slice(-5))) return null
  const places = quotes.map((quote) => said.indexOf(quote)).filter((at) => at !== -1)
  if (places.length === 0) return null
  const begin = Math.min(...places)
  const before = said.slice(Math.max(0, begin - 40), begin)
  return begin - (reason.exec(before)?.[0].length ?? 0)
}

/** For tests and benchmarks that do not look at the log. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined
}
