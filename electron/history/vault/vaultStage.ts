/** Gives every session of a walk to the vault, as far as a person wants it kept; and remembers how their files looked. */
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import type { Pace } from '../work/pace.ts'
import type { HistoryFile, Stage } from '../work/stage.ts'
import type { VaultWish } from './questions.ts'
import type { Vault } from './vault.ts'

/** A transcript as it was seen last. */
export interface SeenFile {
  readonly sessionId: SessionId
  readonly agent: AgentId
  readonly file: string
  readonly bytes: number
  readonly mtimeMs: number
}

export class VaultStage implements Stage {
  readonly name = 'vault'
  readonly #vault: Vault
  readonly #foldersOf: (file: string) => readonly string[]
  #wish: VaultWish
  #seen = new Map<SessionId, SeenFile>()

  /** `foldersOf`: the folders a transcript's session belongs to. */
  constructor(vault: Vault, wish: VaultWish, foldersOf: (file: string) => readonly string[]) {
    this.#vault = vault
    this.#wish = wish
    this.#foldersOf = foldersOf
  }

  /** From now on. What was copied stays. */
  choose(wish: VaultWish): void {
    this.#wish = wish
  }

  get seen(): readonly SeenFile[] {
    return [...this.#seen.values()]
  }

  async take({ sessionId, agent, file, bytes, mtimeMs, source }: HistoryFile, pace: Pace): Promise<void> {
    this.#seen.set(sessionId, { sessionId, agent, file, bytes, mtimeMs })
    if (!this.#isWanted(file)) return
    const beside = await source.history.beside(file)
    await this.#vault.copy({ sessionId, agent, file, originals: [{ file, bytes, mtimeMs }, ...beside] }, pace)
  }

  async swept(files: readonly HistoryFile[]): Promise<void> {
    this.#seen = new Map(
      files.map(({ sessionId, agent, file, bytes, mtimeMs }) => [
        sessionId,
        { sessionId, agent, file, bytes, mtimeMs }
      ])
    )
    await this.#vault.settle()
  }

  close(): void {
    this.#vault.close()
  }

  #isWanted(file: string): boolean {
    const { enabled, protects, projects } = this.#wish
    if (!enabled || protects === 'all') return enabled
    return this.#foldersOf(file).some((folder) => projects.includes(folder))
  }
}
