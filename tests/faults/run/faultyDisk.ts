/**
 * The disk of a server under test, laid between it and Node's file functions: everything that changes something below
 * one folder can be refused, cut in the middle, or be the server's last act; and what was never flushed can be taken
 * back, as a power cut does (`flushedImage.ts`). Loaded by `rig.ts` before anything of the server.
 */
import fs from 'node:fs'
import type { PathLike } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import SQLite from 'better-sqlite3'
import { z } from 'zod'
import { FlushedImage } from './flushedImage.ts'
import type { Death, Trouble } from './orders.ts'

export class FaultyDisk {
  readonly #under: string
  readonly #image: FlushedImage | null
  readonly #files = new Map<number, string>()
  #death: Death | null = null
  #trouble: Trouble | null = null
  #failsFlushes: 'transcripts' | 'journals' | null = null

  /** `image`: where the flushed state of the folder is kept; null: nobody will ask for it. */
  constructor(under: string, image: string | null) {
    this.#under = under
    this.#image = image === null ? null : new FlushedImage(under, image)
  }

  dieAt(death: Death | null): void {
    this.#death = death
  }

  answerWith(trouble: Trouble | null): void {
    this.#trouble = trouble
  }

  failFlushes(fail: 'transcripts' | 'journals' | null): void {
    this.#failsFlushes = fail
  }

  async install(): Promise<void> {
    this.#installSync()
    await this.#installPromises()
    this.#installDatabase()
    syncBuiltinESMExports()
  }

  /** The log is not what a person would miss. */
  #isTouched(path: unknown): path is string {
    return typeof path === 'string' && path.startsWith(this.#under) && !path.startsWith(`${this.#under}/logs`)
  }

  /** Gives how many bytes of a change may be written, null for all; throws what the disk says. */
  #allow(call: string, path: string, bytes: number, freesRoom = false): number | null {
    if (this.#trouble !== null && !(freesRoom && this.#trouble.code === 'ENOSPC')) {
      const { code, left } = this.#trouble
      if (bytes === 0 || left === 0) throw refusal(code, call, path)
      if (left < bytes) {
        this.#trouble = { code, left: 0 }
        return left
      }
      this.#trouble = { code, left: left - bytes }
    }
    return null
  }

  /** Whether this change is the last act. `before` does not come back. */
  #isLast(path: string): 'half' | 'after' | null {
    if (this.#death === null) return null
    if (this.#death.of === 'transcripts' && !path.includes('/transcripts/')) return null
    this.#death = { ...this.#death, at: this.#death.at - 1 }
    if (this.#death.at > 0) return null
    if (this.#death.phase === 'before') die()
    return this.#death.phase
  }

  #change<T>(call: string, path: string, work: () => T, freesRoom = false): T {
    this.#allow(call, path, 0, freesRoom)
    const last = this.#isLast(path)
    const result = work()
    if (last !== null) die()
    return result
  }

  #installSync(): void {
    const { openSync, closeSync, writeSync, renameSync, rmSync, mkdirSync, writeFileSync } = fs
    const { fsyncSync, fdatasyncSync, ftruncateSync, unlinkSync, linkSync } = fs
    const files = this.#files
    Object.assign(fs, {
      openSync: (path: PathLike, flags?: number | string, mode?: number) => {
        const makes =
          this.#isTouched(path) && typeof flags === 'number' && (flags & fs.constants.O_CREAT) !== 0
        const isNew = makes && !fs.existsSync(path)
        const open = (): number => openSync(path, flags ?? 'r', mode)
        const descriptor = isNew ? this.#change('open', String(path), open) : open()
        if (isNew) this.#image?.begin(String(path))
        if (this.#isTouched(path)) files.set(descriptor, path)
        return descriptor
      },
      closeSync: (descriptor: number) => {
        files.delete(descriptor)
        closeSync(descriptor)
      },
      writeSync: (descriptor: number, bytes: Buffer, offset = 0) => {
        const path = files.get(descriptor)
        if (path === undefined) return writeSync(descriptor, bytes, offset)
        const length = this.#allow('write', path, bytes.length - offset) ?? bytes.length - offset
        const last = this.#isLast(path)
        const written = writeSync(descriptor, bytes, offset, last === 'half' ? Math.ceil(length / 2) : length)
        if (last !== null) die()
        return written
      },
      ftruncateSync: (descriptor: number, length = 0) => {
        const path = files.get(descriptor)
        if (path === undefined) ftruncateSync(descriptor, length)
        else this.#change('ftruncate', path, () => ftruncateSync(descriptor, length), true)
      },
      renameSync: (from: string, to: string) =>
        this.#isTouched(to)
          ? this.#change('rename', to, () => renameSync(from, to), true)
          : renameSync(from, to),
      linkSync: (from: string, to: string) =>
        this.#isTouched(to) ? this.#change('link', to, () => linkSync(from, to)) : linkSync(from, to),
      rmSync: (path: string, options?: fs.RmOptions) =>
        this.#isTouched(path) && fs.existsSync(path)
          ? this.#change('rm', path, () => rmSync(path, options), true)
          : rmSync(path, options),
      unlinkSync: (path: string) =>
        this.#isTouched(path) ? this.#change('unlink', path, () => unlinkSync(path), true) : unlinkSync(path),
      mkdirSync: (path: string, options?: fs.MakeDirectoryOptions) =>
        this.#isTouched(path) && !fs.existsSync(path)
          ? this.#change('mkdir', path, () => mkdirSync(path, options))
          : mkdirSync(path, options),
      writeFileSync: (path: string | number, text: string, options?: fs.WriteFileOptions) => {
        if (!this.#isTouched(path)) return writeFileSync(path, text, options)
        this.#allow('write', path, text.length)
        const last = this.#isLast(path)
        writeFileSync(path, last === 'half' ? text.slice(0, text.length / 2) : text, options)
        if (last !== null) die()
      },
      fsyncSync: (descriptor: number) => {
        this.#allowFlush(files.get(descriptor))
        fsyncSync(descriptor)
        this.#flushed(descriptor)
      },
      fdatasyncSync: (descriptor: number) => {
        this.#allowFlush(files.get(descriptor))
        fdatasyncSync(descriptor)
        this.#flushed(descriptor)
      },
      fsync: (descriptor: number, done: (error: Error | null) => void) => {
        this.#flushed(descriptor)
        setImmediate(done, null)
      },
      fdatasync: (descriptor: number, done: (error: unknown) => void) => {
        try {
          this.#allowFlush(files.get(descriptor))
          this.#flushed(descriptor)
          setImmediate(done, null)
        } catch (error) {
          setImmediate(done, error)
        }
      }
    })
  }

  #allowFlush(path: string | undefined): void {
    const under = this.#failsFlushes
    if (path !== undefined && under !== null && path.includes(`/${under}/`))
      throw refusal('EIO', 'fsync', path)
  }

  #flushed(descriptor: number): void {
    const path = this.#files.get(descriptor)
    if (path !== undefined) this.#image?.flush(path)
  }

  async #installPromises(): Promise<void> {
    const { open, rename, rm, mkdir, appendFile, unlink } = fs.promises
    const handles = new WeakMap<FileHandle, string>()
    const tried = await open(process.execPath, 'r')
    const handlePrototype: object = Object.getPrototypeOf(tried)
    const { write, appendFile: appendTo, sync, datasync } = tried
    await tried.close()
    const part = (bytes: Buffer, length: number, last: 'half' | 'after' | null): number =>
      last === 'half' ? Math.ceil(length / 2) : Math.min(length, bytes.length)
    const writeTo = async (handle: FileHandle, path: string, bytes: Buffer): Promise<number> => {
      const length = this.#allow('write', path, bytes.length) ?? bytes.length
      const last = this.#isLast(path)
      const written: unknown = await Reflect.apply(write, handle, [bytes, 0, part(bytes, length, last), null])
      if (last !== null) die()
      return Written.parse(written).bytesWritten
    }
    const appendWhole = async (handle: FileHandle, path: string, bytes: Buffer): Promise<void> => {
      for (let done = 0; done < bytes.length;) done += await writeTo(handle, path, bytes.subarray(done))
    }
    const image = this.#image
    const allowFlush = (path: string): void => this.#allowFlush(path)
    Object.assign(handlePrototype, {
      async write(this: FileHandle, bytes: Buffer, offset = 0) {
        const path = handles.get(this)
        if (path === undefined)
          return Written.parse(await Reflect.apply(write, this, [bytes, offset, bytes.length - offset, null]))
        return { bytesWritten: await writeTo(this, path, bytes.subarray(offset)), buffer: bytes }
      },
      async appendFile(this: FileHandle, text: string | Buffer) {
        const path = handles.get(this)
        if (path === undefined) return appendTo.call(this, text)
        await appendWhole(this, path, Buffer.from(text))
      },
      async sync(this: FileHandle) {
        const path = handles.get(this)
        if (path !== undefined) allowFlush(path)
        await sync.call(this)
        if (path !== undefined) image?.flush(path)
      },
      async datasync(this: FileHandle) {
        const path = handles.get(this)
        if (path !== undefined) allowFlush(path)
        await datasync.call(this)
        if (path !== undefined) image?.flush(path)
      }
    })
    const watched = async (path: PathLike, flags: string | number, mode?: number): Promise<FileHandle> => {
      const makes =
        this.#isTouched(path) &&
        (typeof flags === 'string' ? /[wa]/.test(flags) : (flags & fs.constants.O_CREAT) !== 0) &&
        !fs.existsSync(path)
      const handle = await (makes
        ? this.#change('open', String(path), () => open(path, flags, mode))
        : open(path, flags, mode))
      if (makes) image?.begin(String(path))
      if (this.#isTouched(path)) handles.set(handle, path)
      return handle
    }
    Object.assign(fs.promises, {
      open: (path: PathLike, flags: string | number = 'r', mode?: number) => watched(path, flags, mode),
      appendFile: async (path: string, text: string, options: { flag?: number; mode?: number }) => {
        if (!this.#isTouched(path)) return appendFile(path, text, { mode: options.mode, flag: 'a' })
        const handle = await watched(path, options.flag ?? 'a', options.mode)
        try {
          await appendWhole(handle, path, Buffer.from(text))
        } finally {
          await handle.close()
        }
      },
      rename: async (from: string, to: string) =>
        this.#isTouched(to) ? this.#lastly('rename', to, () => rename(from, to)) : rename(from, to),
      rm: async (path: string, options?: fs.RmOptions) =>
        this.#isTouched(path) && fs.existsSync(path)
          ? this.#lastly('rm', path, () => rm(path, options))
          : rm(path, options),
      unlink: async (path: string) =>
        this.#isTouched(path) ? this.#lastly('unlink', path, () => unlink(path)) : unlink(path),
      mkdir: async (path: string, options?: fs.MakeDirectoryOptions) =>
        this.#isTouched(path) && !fs.existsSync(path)
          ? this.#change('mkdir', path, () => mkdir(path, options))
          : mkdir(path, options)
    })
  }

  async #lastly(call: string, path: string, work: () => Promise<void>): Promise<void> {
    this.#allow(call, path, 0, true)
    const last = this.#isLast(path)
    await work()
    if (last !== null) die()
  }

  /** SQLite writes past Node: it is told by its own words. */
  #installDatabase(): void {
    const guard = (path: string): void => {
      const code = this.#trouble?.code
      if (code === undefined || !this.#isTouched(path)) return
      throw new SQLite.SqliteError(`the disk of this test (${code})`, sqliteCodes[code])
    }
    const { prepare } = SQLite.prototype
    Object.assign(SQLite.prototype, {
      prepare(this: SQLite.Database, sql: string) {
        const statement = prepare.call(this, sql)
        if (statement.readonly) return statement
        const { run } = statement
        const { name } = this
        return Object.assign(statement, {
          run: (...values: unknown[]) => {
            guard(name)
            return Reflect.apply(run, statement, values)
          }
        })
      }
    })
  }
}

const Written = z.object({ bytesWritten: z.number() })

const sqliteCodes = { ENOSPC: 'SQLITE_FULL', EROFS: 'SQLITE_READONLY', EIO: 'SQLITE_IOERR_WRITE' } as const

function refusal(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: the disk of this test, ${call} '${path}'`), { code })
}

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
}
