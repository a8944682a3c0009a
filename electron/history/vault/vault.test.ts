import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VaultSample } from '../../../tests/support/vaultSample.ts'

let sample: VaultSample
beforeEach(() => {
  sample = new VaultSample()
})
afterEach(() => {
  sample.remove()
})

/** Some lines nobody can guess the next of, so that they take their room. */
function lines(from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const number = from + at
    return `${JSON.stringify({ type: 'user', uuid: `${number}-${(number * 2_654_435_761) % 4_294_967_291}` })}\n`
  }).join('')
}

/** What comes back when the original is gone. */
async function restored(file = sample.transcript): Promise<string> {
  sample.lose()
  await sample.vault.restore(sample.sessionId, (was) => Promise.resolve(was))
  return readFileSync(file, 'utf8')
}

describe('a copy', () => {
  it('gives back the transcript, its subagents and outputs byte for byte', async () => {
    const odd = `${lines(0, 20_000)}torn \u{1f9f6} \uFFFD without an end`
    sample.write(sample.transcript, odd)
    sample.write(sample.subagent, lines(5, 3))
    sample.write(sample.output, '')
    await sample.copy()
    expect(await restored()).toBe(odd)
    expect(readFileSync(sample.subagent, 'utf8')).toBe(lines(5, 3))
    expect(readFileSync(sample.output, 'utf8')).toBe('')
    expect(statSync(sample.transcript).mode & 0o777).toBe(0o600)
  })

  it('of what grew costs its growth', async () => {
    sample.write(sample.transcript, lines(0, 20_000))
    await sample.copy()
    const before = statSync(sample.copies).size
    sample.append(sample.transcript, lines(20_000, 2))
    await sample.copy()
    expect(statSync(sample.copies).size - before).toBeLessThan(1_000)
    sample.reopen()
    sample.append(sample.transcript, lines(20_002, 2))
    await sample.copy()
    expect(statSync(sample.copies).size - before).toBeLessThan(2_000)
    expect(await restored()).toBe(lines(0, 20_004))
  })

  it('of what did not change opens nothing', async () => {
    sample.write(sample.transcript, lines(0, 10))
    await sample.copy()
    const found = sample.files()
    rmSync(sample.transcript)
    rmSync(sample.copies)
    await sample.vault.copy(found, { rest: () => Promise.resolve() })
    expect(existsSync(dirname(sample.transcript))).toBe(true)
  })

  it('stays when its original was cut, emptied or deleted', async () => {
    sample.write(sample.transcript, lines(0, 100))
    await sample.copy()
    for (const bytes of [500, 0]) {
      truncateSync(sample.transcript, bytes)
      await sample.copy()
    }
    expect(await restored()).toBe(lines(0, 100))
  })

  it('stays when another file took the place of its original', async () => {
    sample.write(sample.transcript, lines(0, 100))
    await sample.copy()
    writeFileSync(sample.transcript, lines(900, 3))
    await sample.copy()
    expect(await restored()).toBe(lines(0, 100))
  })

  it('of what was cut back and said otherwise is the newest', async () => {
    sample.write(sample.transcript, lines(0, 100))
    await sample.copy()
    const kept = lines(0, 90)
    writeFileSync(sample.transcript, kept + lines(500, 2))
    await sample.copy()
    expect(await restored()).toBe(kept + lines(500, 2))
  })

  it('of what was rewritten to the same size and time of another file is seen by its inode', async () => {
    sample.write(sample.transcript, lines(0, 50))
    await sample.copy()
    const other = `${sample.transcript}.other`
    writeFileSync(other, lines(100, 60))
    renameSync(other, sample.transcript)
    await sample.copy()
    expect(await restored()).toBe(lines(100, 60))
  })

  it('is not made anew where only the time changed', async () => {
    sample.write(sample.transcript, lines(0, 50))
    await sample.copy()
    const before = statSync(sample.copies).size
    utimesSync(sample.transcript, 1, 1)
    await sample.copy()
    expect(statSync(sample.copies).size).toBe(before)
  })

  it('never mixes two transcripts of one session', async () => {
    sample.write(sample.transcript, lines(0, 5))
    sample.write(sample.subagent, 'of the first\n')
    await sample.copy()
    const moved = join(sample.folder, 'agent', 'projects', '-other', `${sample.sessionId}.jsonl`)
    sample.write(moved, lines(700, 4))
    const stats = statSync(moved)
    const original = { file: moved, bytes: stats.size, mtimeMs: stats.mtimeMs }
    await sample.vault.copy(
      { sessionId: sample.sessionId, agent: 'claude', file: moved, originals: [original] },
      { rest: () => Promise.resolve() }
    )
    sample.lose()
    const { path, files } = await sample.vault.restore(sample.sessionId, (was) => Promise.resolve(was))
    expect([path, files, readFileSync(moved, 'utf8')]).toEqual([moved, 1, lines(700, 4)])
    expect(existsSync(sample.subagent)).toBe(false)
  })
})

describe('a crash', () => {
  it('in the middle of writing costs only what was not whole', async () => {
    sample.write(sample.transcript, lines(0, 10))
    await sample.copy()
    const whole = readFileSync(sample.copies)
    sample.append(sample.transcript, lines(10, 10))
    await sample.copy()
    const both = readFileSync(sample.copies)
    for (const cut of [1, 40, both.length - whole.length - 1]) {
      sample.vault.close()
      writeFileSync(sample.copies, both.subarray(0, whole.length + cut))
      rmSync(join(sample.dataDir, 'vault', 'index.db'))
      sample.reopen()
      expect((await sample.vault.verify()).damaged).toEqual([])
      await sample.copy()
      expect(readFileSync(sample.copies).equals(both)).toBe(true)
    }
    expect(await restored()).toBe(lines(0, 20))
  })

  it('before what was written counted takes up what is whole', async () => {
    sample.write(sample.transcript, lines(0, 10))
    await sample.copy()
    sample.vault.close()
    const before = readFileSync(join(sample.dataDir, 'vault', 'index.db'))
    sample.vault = sample.open()
    sample.append(sample.transcript, lines(10, 10))
    await sample.copy()
    sample.vault.close()
    const size = statSync(sample.copies).size
    writeFileSync(join(sample.dataDir, 'vault', 'index.db'), before)
    sample.vault = sample.open()
    await sample.copy()
    expect(statSync(sample.copies).size).toBe(size)
    expect(await restored()).toBe(lines(0, 20))
  })

  it('and the loss of the index lose no session', async () => {
    sample.write(sample.transcript, lines(0, 10))
    await sample.copy()
    sample.lose()
    sample.vault.close()
    writeFileSync(join(sample.dataDir, 'vault', 'index.db'), 'no database')
    sample.vault = sample.open()
    expect(await sample.vault.sum()).toEqual({ sessions: 1, bytes: statSync(sample.copies).size })
    expect(await sample.vault.look(sample.sessionId)).toEqual({ isKept: true, isGone: true })
    const file = (await sample.vault.fileFor(sample.sessionId)) ?? ''
    expect(readFileSync(file, 'utf8')).toBe(lines(0, 10))
  })
})

describe('a full disk', () => {
  it('leaves what was kept as it is, and what is new is copied when there is room again', async () => {
    sample.write(sample.transcript, lines(0, 10))
    await sample.copy()
    const before = readFileSync(sample.copies)
    sample.append(sample.transcript, lines(10, 10))
    const handle = await open(sample.transcript)
    const files: FileHandle = Object.getPrototypeOf(handle)
    await handle.close()
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    // One byte finds place, and no more.
    const write = vi.spyOn(files, 'write')
    write.mockResolvedValueOnce({ bytesWritten: 1, buffer: '' }).mockRejectedValueOnce(full)
    await expect(sample.copy()).rejects.toMatchObject({ code: 'ENOSPC' })
    write.mockRestore()
    await sample.vault.settle()
    expect(readFileSync(sample.copies).equals(before)).toBe(true)
    expect((await sample.vault.verify()).damaged).toEqual([])
    await sample.copy()
    expect(await restored()).toBe(lines(0, 20))
  })

  it('leaves nothing of a session that could not be put back whole', async () => {
    sample.write(sample.transcript, lines(0, 10))
    sample.write(sample.output, 'long')
    await sample.copy()
    sample.lose()
    const handle = await open(sample.copies)
    const files: FileHandle = Object.getPrototypeOf(handle)
    await handle.close()
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    const write = vi.spyOn(files, 'write').mockResolvedValueOnce({ bytesWritten: 4, buffer: '' })
    write.mockRejectedValueOnce(full)
    await expect(sample.vault.restore(sample.sessionId, (was) => Promise.resolve(was))).rejects.toMatchObject(
      { status: 507, code: 'no_room' }
    )
    write.mockRestore()
    expect([existsSync(sample.transcript), existsSync(sample.output)]).toEqual([false, false])
    expect(readdirSync(dirname(sample.output))).toEqual([])
  })
})

describe('a flipped bit', () => {
  it('is found wherever it is, and its session is named', async () => {
    sample.write(sample.transcript, lines(0, 40))
    sample.write(sample.subagent, lines(50, 4))
    await sample.copy()
    const whole = readFileSync(sample.copies)
    const unnoticed: number[] = []
    for (let at = 0; at < whole.length; at += 7) {
      const bad = Buffer.from(whole)
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at)
      writeFileSync(sample.copies, bad)
      const { damaged } = await sample.vault.verify()
      if (damaged[0]?.sessionId !== sample.sessionId) unnoticed.push(at)
    }
    // The newline that ends a segment carries nothing.
    expect(unnoticed.filter((at) => whole.readUInt8(at) !== 0x0a)).toEqual([])
    writeFileSync(sample.copies, whole)
    expect(await sample.vault.verify()).toEqual({ sessions: 1, damaged: [] })
  })

  it('is mended from the original while that is there', async () => {
    sample.write(sample.transcript, lines(0, 40))
    await sample.copy()
    const bad = readFileSync(sample.copies)
    bad.writeUInt8(bad.readUInt8(bad.length - 20) ^ 4, bad.length - 20)
    writeFileSync(sample.copies, bad)
    expect((await sample.vault.verify()).damaged).toHaveLength(1)
    await sample.copy()
    expect((await sample.vault.verify()).damaged).toEqual([])
    expect(await restored()).toBe(lines(0, 40))
  })

  it('is never given back: nothing is restored, and nothing is left behind', async () => {
    sample.write(sample.transcript, lines(0, 40))
    await sample.copy()
    const bad = readFileSync(sample.copies)
    bad.writeUInt8(bad.readUInt8(bad.length - 20) ^ 4, bad.length - 20)
    writeFileSync(sample.copies, bad)
    await expect(restored()).rejects.toMatchObject({ status: 409, code: 'copy_damaged' })
    expect(existsSync(sample.transcript)).toBe(false)
  })
})

describe('restoring', () => {
  it('never goes over a file that is there', async () => {
    sample.write(sample.transcript, lines(0, 5))
    sample.write(sample.output, 'long')
    await sample.copy()
    writeFileSync(sample.transcript, 'another')
    const put = (): Promise<unknown> => sample.vault.restore(sample.sessionId, (was) => Promise.resolve(was))
    await expect(put()).rejects.toMatchObject({ status: 409, code: 'already_there' })
    expect(readFileSync(sample.transcript, 'utf8')).toBe('another')
    rmSync(sample.transcript)
    writeFileSync(sample.output, 'its own')
    await put()
    expect(readFileSync(sample.output, 'utf8')).toBe('its own')
    expect(readFileSync(sample.transcript, 'utf8')).toBe(lines(0, 5))
  })

  it('puts it where the agent looks now', async () => {
    sample.write(sample.transcript, lines(0, 5))
    sample.write(sample.subagent, 'beside\n')
    await sample.copy()
    sample.lose()
    const to = join(sample.folder, 'elsewhere', `${sample.sessionId}.jsonl`)
    await sample.vault.restore(sample.sessionId, () => Promise.resolve(to))
    expect(readFileSync(to, 'utf8')).toBe(lines(0, 5))
    const beside = join(sample.folder, 'elsewhere', sample.sessionId, 'subagents', 'agent-1.jsonl')
    expect(readFileSync(beside, 'utf8')).toBe('beside\n')
  })

  it('refuses what it has no copy of', async () => {
    await expect(sample.vault.restore(sample.sessionId, (was) => Promise.resolve(was))).rejects.toMatchObject(
      { status: 404, code: 'not_in_vault' }
    )
    expect(await sample.vault.fileFor(sample.sessionId)).toBeNull()
    expect(existsSync(join(sample.dataDir, 'vault'))).toBe(false)
  })
})

it('a link beside a transcript is not followed', async () => {
  sample.write(sample.transcript, lines(0, 5))
  sample.write(sample.output, 'x')
  const secret = join(sample.folder, 'secret')
  writeFileSync(secret, 'of somebody else')
  rmSync(sample.output)
  symlinkSync(secret, sample.output)
  await sample.copy()
  expect(readFileSync(sample.copies).includes('somebody')).toBe(false)
  expect(await sample.vault.look(sample.sessionId)).toEqual({ isKept: true, isGone: false })
})
