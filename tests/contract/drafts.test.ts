/** Drafts over real HTTP, at their limits and at the end of their session. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DELETE_UNDO_MS, emptyDraft } from '../../shared/steering.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

const refusal = (code: string): object => ({ error: { code, message: expect.stringMatching(/\w/) } })
const gone = { status: 404, body: refusal('session_not_found') }
const draft = { text: 'kept', attachments: [] }

/** A draft whose body has about so many megabytes. */
function heavy(megabytes: number): object {
  const data = randomBytes((megabytes * 1024 * 1024 * 3) / 4 / 4).toString('base64')
  const image = { type: 'image', name: 'a.png', mediaType: 'image/png', data }
  return { text: 'with pictures', attachments: [image, image, image, image] }
}

test('a draft comes back with its session while that can be taken back, and then is gone with it', async () => {
  const { path } = await server.openSession()
  await server.request('PUT', `${path}/draft`, draft)
  await server.request('DELETE', path)
  expect(await server.get(`${path}/draft`)).toEqual(gone)
  expect(await server.request('PUT', `${path}/draft`, draft)).toEqual(gone)
  expect((await server.request('POST', `${path}/restore`)).status).toBe(200)
  expect((await server.get(`${path}/draft`)).body).toEqual(draft)
  await server.request('DELETE', path)
  server.clock.skip(DELETE_UNDO_MS)
  const sessionId = path.slice(path.lastIndexOf('/') + 1)
  const create = async () =>
    (await server.request('POST', path.slice(0, path.lastIndexOf('/')), { sessionId })).status
  await expect.poll(create, { timeout: 10_000 }).toBe(201) // once it is gone for good, the id is free
  expect((await server.get(`${path}/draft`)).body).toEqual(emptyDraft)
})

test(
  'pictures are kept with it up to 32 MB, and a crash loses none of them',
  { timeout: 30_000 },
  async () => {
    const { path } = await server.openSession()
    const large = heavy(30)
    expect(await server.request('PUT', `${path}/draft`, large)).toEqual({ status: 204, body: null })
    expect(await server.request('PUT', `${path}/draft`, heavy(33))).toEqual({
      status: 413,
      body: refusal('body_too_large')
    })
    await server.crash()
    expect((await server.get(`${path}/draft`)).body).toEqual(large)
  }
)

test('only the draft may be so large', { timeout: 30_000 }, async () => {
  const { project, path } = await server.openSession()
  for (const [method, address] of [
    ['PATCH', `${path}?/draft`],
    ['POST', `${path}/draft`],
    ['DELETE', `/api/projects/${project.id}/rules`]
  ] as const) {
    expect(await server.request(method, address, heavy(2))).toEqual({
      status: 413,
      body: refusal('body_too_large')
    })
  }
})
