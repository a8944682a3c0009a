/**
 * A disk that takes no more, in this process: what is written below one folder is refused as a full disk, or one
 * that can only be read, refuses it; or it is taken, and cannot be flushed. The database writes past Node and is not touched. For tests in this folder.
 */
import fs from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

type Call = (...args: readonly unknown[]) => unknown

export class BadDisk {
  readonly #under: string
  readonly #undo: (() => void)[] = []
  /** Open files below the folder. */
  readonly #descriptors = new Set<unknown>()
  readonly #handles = new WeakSet<object>()
  #state: 'well' | 'full' | 'read only' | 'not flushing' = 'well'
  /** What flushing an open file (as a journal is) answers. */
  #flushCode: 'EIO' | 'ENOSPC' | null = null
  #room = 0

  private constructor(under: string) {
    this.#under = under
  }

  static async below(folder: string): Promise<BadDisk> {
    const disk = new BadDisk(folder)
    disk.#patchSync()
    await disk.#patchPromises()
    syncBuiltinESMExports()
    return disk
  }

  /** From now on `room` bytes find place, and no more. */
  fill(room = 0): void {
    this.#state = 'full'
    this.#room = room
  }

  makeReadOnly(): void {
    this.#state = 'read only'
  }

  /** From now on everything is taken, and no file outlasts a loss of power. */
  failFlushes(): void {
    this.#state = 'not flushing'
  }

  /** As `failFlushes`, for files that stay open while they are written. */
  failOpenFlushes(code: 'EIO' | 'ENOSPC'): void {
    this.#flushCode = code
  }

  heal(): void {
    this.#state = 'well'
    this.#flushCode = null
  }

  remove(): void {
    for (const undo of this.#undo.splice(0)) undo()
    syncBuiltinESMExports()
  }

  #patchSync(): void {
    this.#wrap(fs, 'openSync', (open, path, flags, mode) => {
      if (this.#isBelow(path) && writes(flags)) this.#refuseReadOnly('open')
      const descriptor = open(path, flags, mode)
      if (this.#isBelow(path)) this.#descriptors.add(descriptor)
      return descriptor
    })
    this.#wrap(fs, 'closeSync', (close, descriptor) => {
      this.#descriptors.delete(descriptor)
      return close(descriptor)
    })
    this.#wrap(fs, 'writeSync', (write, descriptor, given, offset = 0) => {
      const bytes = typeof given === 'string' ? Buffer.from(given) : given
      if (!this.#descriptors.has(descriptor) || !Buffer.isBuffer(bytes))
        return write(descriptor, bytes, offset)
      const from = Number(offset)
      return write(descriptor, bytes, from, this.#take(bytes.length - from))
    })
    this.#wrap(fs, 'fdatasync', (flush, descriptor, done) => {
      const code = this.#descriptors.has(descriptor) ? this.#flushCode : null
      if (code === null || typeof done !== 'function') return flush(descriptor, done)
      setImmediate(
        () => void Reflect.apply(done, null, [refusal(code, 'the disk of this test', 'fdatasync')])
      )
      return undefined
    })
    this.#wrap(fs, 'fdatasyncSync', (flush, descriptor) => {
      const code = this.#descriptors.has(descriptor) ? this.#flushCode : null
      if (code !== null) throw refusal(code, 'the disk of this test', 'fdatasync')
      return flush(descriptor)
    })
    this.#refuseIn(fs, ['ftruncateSync', 'renameSync', 'rmSync', 'mkdirSync'])
  }

  async #patchPromises(): Promise<void> {
    const { promises } = fs
    const handle = await promises.open(import.meta.filename, 'r')
    await handle.close()
    const prototype: FileHandle = Object.getPrototypeOf(handle)
    const isOurs = (file: object): boolean => this.#handles.has(file)
    const take = (bytes: number): number => this.#take(bytes)
    const refuse = (call: string): void => this.#refuseReadOnly(call)
    const refuseFlush = (): void => {
      if (this.#state === 'not flushing') throw refusal('EIO', 'i/o error', 'fsync')
    }
    const { write, truncate, sync } = prototype
    Reflect.set(prototype, 'sync', async function (this: FileHandle) {
      if (isOurs(this)) refuseFlush()
      return Reflect.apply(sync, this, [])
    })
    Reflect.set(prototype, 'write', async function (this: FileHandle, bytes: unknown, offset: unknown) {
      if (!isOurs(this) || !Buffer.isBuffer(bytes)) return Reflect.apply(write, this, [bytes, offset])
      const from = Number(offset ?? 0)
      const part = bytes.subarray(from, from + take(bytes.length - from))
      await Reflect.apply(write, this, [part])
      return { bytesWritten: part.length, buffer: bytes }
    })
    Reflect.set(prototype, 'truncate', async function (this: FileHandle, length: number) {
      if (isOurs(this)) refuse('truncate')
      return Reflect.apply(truncate, this, [length])
    })
    this.#undo.push(() => {
      Reflect.set(prototype, 'write', write)
      Reflect.set(prototype, 'truncate', truncate)
      Reflect.set(prototype, 'sync', sync)
    })
    this.#wrap(promises, 'open', async (open, path, flags, mode) => {
      if (this.#isBelow(path) && writes(flags)) this.#refuseReadOnly('open')
      const file = await open(path, flags, mode)
      if (this.#isBelow(path) && typeof file === 'object' && file !== null) this.#handles.add(file)
      return file
    })
    this.#wrap(promises, 'writeFile', async (writeFile, path, text, options) => {
      if (this.#isBelow(path)) this.#take(String(text).length)
      return writeFile(path, text, options)
    })
    this.#refuseIn(promises, ['rename', 'rm', 'mkdir'])
  }

  /** Calls a full disk carries out and one that can only be read does not. */
  #refuseIn(owner: object, names: readonly string[]): void {
    for (const name of names) {
      this.#wrap(owner, name, (call, path, ...rest) => {
        if (this.#isBelow(path) || this.#descriptors.has(path)) this.#refuseReadOnly(name)
        return call(path, ...rest)
      })
    }
  }

  #wrap(owner: object, name: string, around: (call: Call, ...args: readonly unknown[]) => unknown): void {
    const original: unknown = Reflect.get(owner, name)
    if (typeof original !== 'function') throw new Error(`there is no ${name}`)
    const call: Call = (...args) => Reflect.apply(original, owner, args)
    Reflect.set(owner, name, (...args: readonly unknown[]) => around(call, ...args))
    this.#undo.push(() => void Reflect.set(owner, name, original))
  }

  #isBelow(path: unknown): boolean {
    return typeof path === 'string' && path.startsWith(this.#under)
  }

  /** How many of so many bytes find place; throws when none does. */
  #take(bytes: number): number {
    this.#refuseReadOnly('write')
    if (this.#state !== 'full' || bytes === 0) return bytes
    if (this.#room === 0) throw refusal('ENOSPC', 'no space left on device', 'write')
    const taken = Math.min(bytes, this.#room)
    this.#room -= taken
    return taken
  }

  #refuseReadOnly(call: string): void {
    if (this.#state === 'read only') throw refusal('EROFS', 'read-only file system', call)
  }
}

function writes(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0
  return typeof flags === 'string' && flags !== 'r'
}

function refusal(code: string, words: string, call: string): Error {
  return Object.assign(new Error(`${code}: ${words}, ${call}`), { code })
}
