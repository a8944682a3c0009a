/**
 * Everything that helps somebody else to understand what is wrong, in one text that a person reads before giving it
 * away: what the doctor found, versions, settings, crash dumps by name, the end of the log. Redacted as a whole.
 */
import { open } from 'node:fs/promises'
import os from 'node:os'
import { join } from 'node:path'
import { codeOf, messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { Settings } from '../../shared/settings.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import { logFileNames, logFolder } from '../logFiles.ts'
import { noFollow } from '../machine/ownFiles.ts'
import { crashFolder, listDumps } from './crashFolder.ts'
import type { Doctor } from './doctor.ts'
import { formatBytes } from './formatBytes.ts'
import { createRedact, homeNames } from './redact.ts'
import { reportText } from './report.ts'
import type { DoctorWords } from '../../shared/words/en/doctor.ts'
import { wordsIn } from '../../shared/words/languages.ts'

const maxLogLines = 300
const maxTailBytes = 256 * 1024

export interface DiagnosticsParts {
  readonly doctor: Doctor
  readonly dataDir: string
  readonly version: string
  readonly problems: () => readonly Failure[]
  /** Throws the database's refusals. */
  readonly settings: () => Settings
}

export async function diagnosticsText(
  parts: DiagnosticsParts,
  language: LanguageCode,
  now: Date
): Promise<string> {
  const words = wordsIn(language).doctor
  const [findings, dumps, log, homes] = await Promise.all([
    parts.doctor.examine(language),
    dumpLines(parts.dataDir, words),
    logTail(logFolder(parts.dataDir)),
    homeNames()
  ])
  const { report } = words
  const text = [
    `${report.title}, ${now.toISOString()}`,
    report.masked,
    section(report.versions, versions(parts.version)),
    section(report.findings, reportText(findings, words)),
    section(
      report.problems,
      parts
        .problems()
        .map(({ code, message }) => `${code}: ${message}`)
        .join('\n') || report.none
    ),
    section(report.settings, settingsText(parts.settings)),
    section(report.dumps, dumps || report.none),
    section(report.log(log.length), log.join('\n') || report.none)
  ].join('\n')
  return `${createRedact(homes)(text)}\n`
}

function section(title: string, text: string): string {
  return `\n== ${title}\n${text}`
}

function versions(skein: string): string {
  const { electron, chrome, node } = process.versions
  return [
    `Skein ${skein}`,
    ...(electron === undefined ? [] : [`Electron ${electron}, Chromium ${chrome ?? '?'}`]),
    `Node ${node}`,
    `${os.type()} ${os.release()} ${os.arch()}`
  ].join('\n')
}

/** There are no keys among them: those are not settings. */
function settingsText(settings: () => Settings): string {
  try {
    return JSON.stringify(settings(), null, 2)
  } catch (error) {
    return messageOf(error)
  }
}

async function dumpLines(dataDir: string, { language }: DoctorWords): Promise<string> {
  const dumps = await listDumps(crashFolder(dataDir))
  return dumps
    .map(({ path, at, bytes }) => `${new Date(at).toISOString()} ${formatBytes(bytes, language)} ${path}`)
    .join('\n')
}

/** The newest lines, oldest first, over as many files as they take. */
async function logTail(folder: string): Promise<readonly string[]> {
  let lines: readonly string[] = []
  for (const name of logFileNames()) {
    if (lines.length >= maxLogLines) break
    lines = [...(await tailOf(join(folder, name))), ...lines]
  }
  return lines.slice(-maxLogLines)
}

async function tailOf(file: string): Promise<readonly string[]> {
  try {
    const handle = await open(file, noFollow.read)
    try {
      const { size } = await handle.stat()
      const from = Math.max(0, size - maxTailBytes)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
      // Text of our own log: the readers of transcripts, which doctor/ does not know, keep bytes and where they lie.
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n')
      // The first is cut unless the file begins with it; the last is what follows the last line break.
      return lines.slice(from === 0 ? 0 : 1).filter((line) => line !== '')
    } finally {
      await handle.close()
    }
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? [] : [messageOf(error)]
  }
}
