/** A session as an agent leaves it on disk, and a vault for it, for tests. */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { SessionId } from '../../shared/ids.ts'
import type { SessionFiles } from '../../electron/history/vault/copies.ts'
import { Vault } from '../../electron/history/vault/vault.ts'
import type { Pace } from '../../electron/history/work/pace.ts'
import type { WorkLog } from '../../electron/history/work/messages.ts'

export const atOnce: Pace = { rest: () => Promise.resolve() }
const quiet: WorkLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

export class VaultSample {
  readonly folder = mkdtempSync(join(tmpdir(), 'skein-vault-'))
  readonly dataDir = join(this.folder, 'data')
  readonly sessionId = SessionId.parse('7f7e1d0a-51f5-4d39-8c3f-6a1b2c3d4e5f')
  readonly transcript = join(this.folder, 'agent', 'projects', '-work', `${this.sessionId}.jsonl`)
  readonly subagent = join(dirname(this.transcript), this.sessionId, 'subagents', 'agent-1.jsonl')
  readonly output = join(dirname(this.transcript), this.sessionId, 'tool-results', 'toolu_1.txt')
  vault: Vault

  constructor() {
    mkdirSync(this.dataDir)
    this.vault = this.open()
  }

  open(): Vault {
    return new Vault({ dataDir: this.dataDir, log: quiet, pace: atOnce })
  }

  /** As another start of Skein would: nothing is remembered but what is on disk. */
  reopen(): void {
    this.vault.close()
    this.vault = this.open()
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  append(file: string, text: string): void {
    appendFileSync(file, text)
  }

  /** What lies on disk now. */
  files(): SessionFiles {
    const there = [this.transcript, this.subagent, this.output].flatMap((file) => {
      const stats = statSync(file, { throwIfNoEntry: false })
      return stats === undefined ? [] : [{ file, bytes: stats.size, mtimeMs: stats.mtimeMs }]
    })
    return { sessionId: this.sessionId, agent: 'claude', file: this.transcript, originals: there }
  }

  async copy(): Promise<void> {
    await this.vault.copy(this.files(), atOnce)
    await this.vault.settle()
  }

  /** Deletes the session as its agent's clean-up does. */
  lose(): void {
    rmSync(join(this.folder, 'agent'), { recursive: true })
  }

  /** The file that holds the copies. */
  get copies(): string {
    const [folder = ''] = readdirSync(join(this.dataDir, 'vault', 'copies'))
    const [name = ''] = readdirSync(join(this.dataDir, 'vault', 'copies', folder))
    return join(this.dataDir, 'vault', 'copies', folder, name)
  }

  remove(): void {
    this.vault.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
