/**
 * API keys of agents: encrypted by the system's keychain through Electron's `safeStorage`, kept in the data folder for
 * their owner alone, given to that agent's processes and to nobody else. Where the system has no keychain nothing is
 * kept: a key in a file that anybody can read is worse than none. Made by startDesktop.ts, asked by agents and by the pages.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { KeyRefusal, KeyState } from '../../../shared/agentKeys.ts'
import { codeOf, messageOf } from '../../../shared/errors.ts'
import type { AgentId } from '../../../shared/ids.ts'
import { keyVariableOf } from '../../agent/keyVariables.ts'
import type { AgentSecrets } from '../../agent/port.ts'
import type { Log } from '../../log.ts'
import { noFollow } from '../../machine/ownFiles.ts'

/** The part of `safeStorage` that matters here. The asynchronous one: a keychain may ask the person first. */
export type Keychain = Pick<
  SafeStorage,
  'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
>

export interface SafeKeysOptions {
  readonly keychain: Keychain
  readonly dataDir: string
  readonly platform: NodeJS.Platform
  readonly log: Log
}

export class SafeKeys {
  readonly #options: SafeKeysOptions
  readonly #folder: string

  constructor(options: SafeKeysOptions) {
    this.#options = options
    this.#folder = join(options.dataDir, 'keys')
  }

  /** Never rejects. */
  async state(agent: AgentId): Promise<KeyState> {
    return { stored: (await this.#read(agent)) !== null, refusal: await this.#refusal() }
  }

  /** Replaces what was kept. Never rejects: what cannot be kept is told in the answer, and the old one stays. */
  async keep(agent: AgentId, key: string): Promise<KeyState> {
    const refusal = await this.#refusal()
    if (refusal !== null) return { ...(await this.state(agent)), refusal }
    try {
      await this.#write(agent, await this.#options.keychain.encryptStringAsync(key))
      return { stored: true, refusal: null }
    } catch (error) {
      // Of the error its kind alone: a text might quote what was to be encrypted.
      this.#options.log.warn({ agent, code: codeOf(error) }, 'a key could not be kept')
      return { ...(await this.state(agent)), refusal: 'not_written' }
    }
  }

  /** Never rejects. */
  async remove(agent: AgentId): Promise<KeyState> {
    try {
      await rm(this.#file(agent), { force: true })
    } catch (error) {
      this.#options.log.warn({ agent, error: messageOf(error) }, 'a key could not be removed')
      return { ...(await this.state(agent)), refusal: 'not_written' }
    }
    return this.state(agent)
  }

  /** For `createAgents`. Rejects when a key is kept but the system does not open it. */
  readonly secrets: AgentSecrets = async (agentId): Promise<Record<string, string>> => {
    const variable = keyVariableOf(agentId)
    if (variable === null) return {}
    const kept = await this.#read(agentId)
    if (kept === null) return {}
    const { result, shouldReEncrypt } = await this.#options.keychain.decryptStringAsync(kept)
    if (shouldReEncrypt) await this.keep(agentId, result)
    return { [variable]: result }
  }

  async #refusal(): Promise<KeyRefusal | null> {
    const { keychain, platform, log } = this.#options
    // Linux alone has a choice of keychains, among them one that is none: a password everybody knows.
    if (platform === 'linux' && keychain.getSelectedStorageBackend() === 'basic_text') return 'plain_text'
    try {
      return (await keychain.isAsyncEncryptionAvailable()) ? null : 'no_keychain'
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the system did not say whether it encrypts')
      return 'no_keychain'
    }
  }

  async #read(agent: AgentId): Promise<Buffer | null> {
    try {
      return await readFile(this.#file(agent), { flag: noFollow.read })
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        this.#options.log.warn({ agent, error: messageOf(error) }, 'a kept key could not be read')
      }
      return null
    }
  }

  /** Beside it first: a key that was there stays until the new one is whole. */
  async #write(agent: AgentId, encrypted: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const beside = `${this.#file(agent)}.${randomUUID().slice(0, 8)}`
    try {
      await writeFile(beside, encrypted, { flag: 'wx', mode: 0o600 })
      await rename(beside, this.#file(agent))
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined) // What went wrong first is what is told.
      throw error
    }
  }

  #file(agent: AgentId): string {
    return join(this.#folder, agent)
  }
}
