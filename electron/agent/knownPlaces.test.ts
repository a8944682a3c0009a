import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import { KnownPlaces } from './knownPlaces.ts'

const id = SessionId.parse('01a23171-0aec-7213-bd1b-dc3061305d69')

test('a file that is still there is not looked for again; one that has moved is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skein-places-'))
  const [first, second] = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl')]
  await writeFile(first, '')
  const places = new KnownPlaces()
  const find = vi.fn<() => Promise<string | null>>().mockResolvedValue(first)
  expect(await places.of(id, find)).toBe(first)
  expect(await places.of(id, find)).toBe(first)
  expect(find).toHaveBeenCalledTimes(1)
  await rename(first, second)
  find.mockResolvedValue(second)
  expect(await places.of(id, find)).toBe(second)
  await rm(folder, { recursive: true })
  find.mockResolvedValue(null)
  expect(await places.of(id, find)).toBeNull()
  expect(find).toHaveBeenCalledTimes(3)
})
