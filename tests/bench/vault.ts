/**
 * `npm run bench -- vault`: what it costs to keep copies. The first copy of a set, beside a plain copy of the same bytes
 * that is flushed as well; and the same set looked at again when nothing has changed, beside a bare walk that asks the
 * disk for the same sizes and times.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SessionId } from '../../shared/ids.ts'
import { Vault } from '../../electron/history/vault/vault.ts'
import { atLeast, atMost, interleave, median, rounded, seededRandom } from './measure.ts'
import type { Goal } from './measure.ts'

const ROUNDS = 3
const SESSIONS = 400
const LINES = 300

const variants = ['plain', 'vault', 'stat', 'unchanged'] as const

export interface VaultReport {
  readonly name: 'vault'
  readonly ok: boolean
  /** Medians, milliseconds for the whole set. */
  readonly ms: Record<string, number>
  readonly mbPerSecond: number
  /** What the copies take of the originals, per cent. */
  readonly size: number
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<VaultReport> {
  const folder = mkdtempSync(join(tmpdir(), 'skein-vault-bench-'))
  try {
    const files = writeSample(join(folder, 'sample'))
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
    let kept = 0
    const dataDir = join(folder, 'kept')
    mkdirSync(dataDir)
    const vault = vaultIn(dataDir)
    await copyAll(vault, files)
    kept = (await vault.sum()).bytes
    const samples = await interleave<number>(variants, ROUNDS, async (variant) => {
      const own = mkdtempSync(join(folder, 'round-'))
      const works: Readonly<Record<string, () => Promise<unknown>>> = {
        plain: () => copyPlainly(files, own),
        vault: async () => {
          const fresh = vaultIn(own)
          await copyAll(fresh, files)
          fresh.close()
        },
        stat: () => Promise.resolve(files.map((file) => statSync(file).size)),
        unchanged: () => copyAll(vault, files)
      }
      const start = performance.now()
      await works[variant]?.()
      const ms = performance.now() - start
      rmSync(own, { recursive: true })
      return ms
    })
    vault.close()
    const ms = (variant: string): number => median(samples.get(variant) ?? [])
    const goals = {
      firstCopyVsPlainCopy: atMost(4, ms('vault') / ms('plain')),
      firstCopyMbPerSecond: atLeast(100, bytes / 1e6 / (ms('vault') / 1000), ' MB/s'),
      unchangedVsStat: atMost(8, ms('unchanged') / ms('stat'))
    }
    return {
      name: 'vault',
      ok: goals.firstCopyVsPlainCopy.ok && goals.unchangedVsStat.ok,
      ms: Object.fromEntries(variants.map((variant) => [variant, rounded(ms(variant))])),
      mbPerSecond: rounded(bytes / 1e6 / (ms('vault') / 1000)),
      size: rounded((kept / bytes) * 100),
      goals
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const atOnce = { rest: () => Promise.resolve() }

function vaultIn(dataDir: string): Vault {
  return new Vault({ dataDir, log: quiet, pace: atOnce })
}

async function copyAll(vault: Vault, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { size: bytes, mtimeMs } = statSync(file)
    const sessionId = SessionId.parse(file.slice(-42, -6))
    await vault.copy({ sessionId, agent: 'claude', file, originals: [{ file, bytes, mtimeMs }] }, atOnce)
  }
  await vault.settle()
}

/** Flushed as many at a time as the vault does. */
async function copyPlainly(files: readonly string[], to: string): Promise<void> {
  for (let at = 0; at < files.length; at += 32) {
    await Promise.all(
      files.slice(at, at + 32).map(async (file) => {
        const copy = join(to, file.slice(-42))
        copyFileSync(file, copy)
        const handle = await open(copy, 'r+')
        await handle.datasync()
        await handle.close()
      })
    )
  }
}

/** Sessions of some 150 KB: prose, code, outputs and ids, no line twice. */
function writeSample(folder: string): string[] {
  mkdirSync(folder)
  const random = seededRandom(3)
  const words = Array.from({ length: 2_000 }, () => Math.floor(random() * 1e9).toString(36))
  const prose = (count: number): string =>
    Array.from({ length: count }, () => words[Math.floor(random() ** 2 * words.length)] ?? '').join(' ')
  for (let session = 0; session < SESSIONS; session += 1) {
    const id = `00000000-0000-4000-8000-${String(session).padStart(12, '0')}`
    const lines = Array.from({ length: LINES }, (_, at) =>
      JSON.stringify({
        type: at % 2 === 0 ? 'user' : 'assistant',
        uuid: `${session}-${at}-${Math.floor(random() * 1e12)}`,
        sessionId: id,
        cwd: '/home/person/project',
        message: { role: 'user', content: prose(20 + Math.floor(random() * 80)) }
      })
    )
    writeFileSync(join(folder, `${id}.jsonl`), `${lines.join('\n')}\n`)
  }
  return readdirSync(folder).map((name) => join(folder, name))
}
