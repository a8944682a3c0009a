/**
 * How long Claude Code keeps its transcripts, and how a person has it keep them longer. Its clean-up deletes what has not
 * been written to for `cleanupPeriodDays` days (30 unless its settings say otherwise; `settings.json` of a person). The
 * one thing in that file that is ever changed from here, after a click that showed the change.
 */
import { hash, randomUUID } from 'node:crypto'
import { link, mkdir, open, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import { Refusal } from '../../refusal.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import { flushFolder } from '../../machine/flush.ts'
import { readForeignFile } from '../../machine/readForeignFile.ts'
import type { AgentRetention } from '../transcriptHistory.ts'
import { isFields, withNumber } from './retentionText.ts'

const KEY = 'cleanupPeriodDays'
const USUAL_DAYS = 30
const MOST_BYTES = 4 * 1024 * 1024

export function claudeRetention({ home }: { home: () => Promise<string> }): AgentRetention {
  const fileOf = async (): Promise<string> => join(await home(), 'settings.json')
  return {
    look: async () => {
      const path = await fileOf()
      const days = daysIn((await read(path)).text)
      return { days: days ?? USUAL_DAYS, path, isChosen: days !== null }
    },
    preview: async (days) => {
      const path = await fileOf()
      const { text, version } = await read(path)
      return { path, before: text, after: lengthened(text, days, path), version }
    },
    lengthen: async (days, version) => {
      const path = await fileOf()
      const { text, version: now, mode } = await read(path)
      const after = lengthened(text, days, path)
      if (now !== version) throw changedMeanwhile(path)
      await write(path, after, { mode, isStill: async () => (await read(path)).version === version })
    }
  }
}

function daysIn(text: string | null): number | null {
  const settings = text === null ? null : parseJson(text)
  const days = isFields(settings) ? settings[KEY] : null
  return typeof days === 'number' && Number.isSafeInteger(days) && days >= 1 ? days : null
}

/** Refuses with 409 `settings_not_json` and 400 `not_longer`. */
function lengthened(text: string | null, days: number, path: string): string {
  if (text !== null && !isFields(parseJson(text))) {
    throw new Refusal(409, 'settings_not_json', { file: path })
  }
  const before = daysIn(text) ?? USUAL_DAYS
  if (days <= before) {
    throw new Refusal(400, 'not_longer', { days: before })
  }
  return withNumber(text, KEY, days)
}

async function read(path: string): Promise<{ text: string | null; version: string; mode: number }> {
  const found = await readForeignFile(path, { mostBytes: MOST_BYTES, followsLinks: true })
  if (found.kind === 'missing') return { text: null, version: 'none', mode: 0o600 }
  if (found.kind === 'unreadable' || !found.isWhole) {
    throw new Refusal(409, 'settings_unreadable', { file: path })
  }
  const handle = await open(path)
  try {
    const mode = (await handle.stat()).mode & 0o777
    return { text: found.bytes.toString('utf8'), version: hash('sha256', found.bytes), mode }
  } finally {
    await handle.close()
  }
}

/** Whole or not at all, behind a link where that leads, and never in the place of what came meanwhile. */
async function write(
  path: string,
  text: string,
  { mode, isStill }: { readonly mode: number; readonly isStill: () => Promise<boolean> }
): Promise<void> {
  const target = await realPathOf(path)
  const folder = dirname(target ?? path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.skein-${randomUUID()}`)
  try {
    const handle = await open(draft, 'wx', mode)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (!(await isStill())) throw changedMeanwhile(path)
    if (target === null) await link(draft, path)
    else await rename(draft, target)
    await flushFolder(folder)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw changedMeanwhile(path)
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function realPathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function changedMeanwhile(path: string): Refusal {
  return new Refusal(409, 'conflict', { file: path })
}
