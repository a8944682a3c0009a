/** Anything at all at the doors: no crash, no hang, no 500, nothing changed and nothing logged by who is not in. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClientFrame } from '../../shared/protocol.ts'
import { TestServer } from '../contract/testServer.ts'
import { openRaw, statusOf, upgradeRequest } from './support/doorsRaw.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'

/** Milliseconds for one answer, on a machine that does much else. */
const budgetMs = 5_000

let server: TestServer
let projectId: string
let sessionId: string
beforeAll(async () => {
  server = await TestServer.start()
  await mkdir(join(server.folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(server.folder, 'page', 'index.html'), '<html><title>Skein</title>')
  const session = await server.openSession()
  ;({ sessionId } = session)
  projectId = session.project.id
})
afterAll(() => server.stop())

/** Everything that a request could have changed. */
async function state(): Promise<unknown> {
  const answers = []
  for (const path of [
    '/api/projects',
    `/api/projects/${projectId}/sessions`,
    `/api/projects/${projectId}/rules`,
    `/api/projects/${projectId}/sessions/${sessionId}/messages`,
    '/api/settings',
    '/api/status'
  ]) {
    answers.push(await server.get(path))
  }
  return [answers, await readdir(server.folder), await readdir(server.projectPath), server.started]
}

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '..',
    '.',
    '',
    '%00',
    '%',
    '%2e%2e%2f',
    '%c0%af',
    '%ff',
    '\\',
    '//',
    'con',
    '__proto__',
    'constructor',
    'a'.repeat(3_000),
    '%F0%9F%92%A9',
    '*',
    ';x=y',
    '?',
    '#'
  )
)
const methods = fc.oneof(
  fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'QUERY',
    'get'
  ),
  fc.stringMatching(/^[A-Z]{1,12}$/)
)
const names = [
  'api',
  'projects',
  'sessions',
  'messages',
  'rules',
  'files',
  'open-file',
  'draft',
  'export',
  'fork',
  'rewind',
  'find',
  'usage',
  'branches',
  'deletion',
  'restore',
  'settings',
  'status',
  'doctor',
  'diagnostics',
  'agents',
  'offer',
  'tool-results',
  'handover',
  'page-keys',
  'ws',
  'session',
  'notices',
  'chat',
  'assets',
  'index.html'
]
const ids = fc.constantFrom('PROJECT', 'SESSION')
const paths = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 2, arbitrary: ids }, odd), {
    maxLength: 7
  })
  .chain((parts) =>
    fc
      .option(fc.tuple(fc.constantFrom('limit', 'before', 'query', 'archived', 'language', 'x'), odd))
      .map((query) => `/${parts.join('/')}${query === null ? '' : `?${query.join('=')}`}`)
  )
  .map((path) => path.replaceAll('PROJECT', projectId).replaceAll('SESSION', sessionId))
const headerValues = fc.oneof(
  fc.stringMatching(/^[ -~]{0,60}$/),
  fc.constantFrom(
    '',
    'application/json',
    'text/plain',
    'a'.repeat(2_000),
    'bytes=0-',
    'gzip',
    '0',
    '-1',
    '1e9'
  )
)
const headers = fc.array(
  fc.tuple(
    fc.constantFrom(
      'Content-Type',
      'Accept-Language',
      'Range',
      'If-None-Match',
      'Cookie',
      'X-HTTP-Method-Override',
      'Content-Encoding',
      'Expect',
      'Sec-Fetch-Mode',
      'X-Forwarded-Host',
      'Accept-Encoding'
    ),
    headerValues
  ),
  { maxLength: 4 }
)
/** Nothing that a person could mean: no path of it may be written to. */
const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, -1, 1e308, 2 ** 53, '', 'x', '/nowhere/at/all', '\u0000', '__proto__'),
    fc.string({ maxLength: 20 }).map((text) => text.replaceAll('/', '')),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'path',
        'id',
        'sessionId',
        'agent',
        'text',
        'title',
        'messageId',
        'theme',
        '__proto__',
        'rule',
        'nonce'
      ),
      tie('value'),
      { maxKeys: 4 }
    )
  )
})).value
const bodies = fc.oneof(
  fc.constant(''),
  values.map((value) => JSON.stringify(value)),
  fc.string({ maxLength: 100 }),
  fc.constantFrom(
    '['.repeat(100_000),
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    '{"a":',
    '"\\ud800"',
    '1e999'
  )
)

/** One request as bytes: what is odd in a path goes out as it is, where HTTP can carry it. */
function requestText(parts: {
  method: string
  path: string
  headers: readonly (readonly [string, string])[]
  body: string
  token: boolean
}): Buffer {
  const body = Buffer.from(parts.body)
  const lines = [
    `${parts.method} ${parts.path.replaceAll(/[\s\p{Cc}]/gu, '')} HTTP/1.1`,
    `Host: 127.0.0.1:${server.server.port}`,
    ...parts.headers.map(([name, value]) => `${name}: ${value}`),
    ...(parts.token ? [`Authorization: Bearer ${server.token}`] : []),
    `Content-Length: ${body.length}`,
    'Connection: close',
    '',
    ''
  ]
  return Buffer.concat([Buffer.from(lines.join('\r\n')), body])
}

const requests = { method: methods, path: paths, headers, body: bodies }
const runs = fuzzRuns()

test(
  'any request without the token is refused or answered with the page, and changes nothing',
  async () => {
    const before = await state()
    server.logged.length = 0
    await fc.assert(
      fc.asyncProperty(fc.record(requests), async (parts) => {
        const raw = openRaw(server.server.port, requestText({ ...parts, token: false }))
        const status = await statusOf(raw, budgetMs)
        expect(isFault(status)).toBe(false)
        const isApi = /^\/api\/(?!handover)/u.test(parts.path)
        expect(isApi && status === 200 ? parts.path : null).toBeNull()
      }),
      runs
    )
    expect(server.logged).toEqual([])
    expect(await state()).toEqual(before)
  },
  fuzzTimeout(runs)
)

test(
  'any request with the token is answered, and never with a fault of ours',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.record(requests), async (parts) => {
        // To say who runs here takes a real look at the machine; that is not what is tried.
        fc.pre(!/doctor|diagnostics/u.test(parts.path))
        const raw = openRaw(server.server.port, requestText({ ...parts, token: true }))
        const status = await statusOf(raw, budgetMs)
        expect([parts.path, isFault(status)]).toEqual([parts.path, false])
      }),
      runs
    )
    expect(server.logged.filter((line) => line.startsWith('error'))).toEqual([])
    expect((await server.get('/api/projects')).status).toBe(200)
  },
  fuzzTimeout(runs)
)

const frameTypes = [
  'authenticate',
  'send_message',
  'unqueue_message',
  'edit_queued',
  'move_queued',
  'resume_queue',
  'interrupt',
  'set_permission_mode',
  'set_model',
  'answer_permission',
  'ping'
]
const deep = (depth: number): string => `{"a":`.repeat(depth) + '1' + '}'.repeat(depth)
const frames = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...frameTypes), fc.object({ maxDepth: 3 }))
      .map(([type, fields]) => JSON.stringify({ ...fields, type, id: randomUUID() }))
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        type: fc.constantFrom(...frameTypes),
        id: fc.oneof(fc.uuid(), fc.anything({ maxDepth: 1 })),
        token: fc.anything({ maxDepth: 1 }),
        sessionId: fc.oneof(fc.uuid(), fc.constant('__proto__')),
        text: fc.oneof(fc.string(), fc.double()),
        answer: fc.constantFrom({ behavior: 'allow', updatedInput: { a: 1 } }, { behavior: 'no' }, [], null),
        requestId: fc.string(),
        since: fc.constantFrom({ epoch: '', seq: -1 }, { epoch: 'x', seq: 1e300 }, 7)
      })
      .map((frame) =>
        JSON.stringify(frame, (_key, value: unknown) => (typeof value === 'bigint' ? 1 : value))
      )
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.json().map((text) => text.slice(0, -1)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '[',
      '['.repeat(100_000),
      deep(100_000),
      `{"type":"answer_permission","id":"${randomUUID()}","requestId":"r","answer":{"behavior":"allow","updatedInput":${deep(50_000)}}}`,
      '{"__proto__":{"type":"ping"}}',
      '{"type":"ping","type":"interrupt"}',
      `{"type":"send_message","id":"${'9'.repeat(100_000)}"}`,
      '1e999999',
      '\u0000'
    )
  }
)

test('any text is a frame of a known shape, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), frames), (value) => {
      const parsed = ClientFrame.safeParse(value)
      expect(parsed.success ? frameTypes : [undefined]).toContain(parsed.data?.type)
    }),
    fuzzRuns()
  )
})

test(
  'any first frame, and any bytes in place of one, end the socket and nothing else',
  async () => {
    const before = await state()
    server.logged.length = 0
    const upgrade = upgradeRequest(server.server.port)
    const first = fc.oneof(
      frames.map((text) => maskedFrame(Buffer.from(text))),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
    )
    await fc.assert(
      fc.asyncProperty(first, async (bytes) => {
        const raw = openRaw(server.server.port, Buffer.concat([Buffer.from(upgrade), bytes]))
        await raw.answered
        expect(raw.received()).toMatch(/^HTTP\/1\.1 101/u)
        expect(raw.received()).not.toContain('"type"')
        raw.socket.destroy()
      }),
      runs
    )
    expect(server.logged).toEqual([])
    expect(await state()).toEqual(before)
  },
  fuzzTimeout(runs)
)

test(
  'any frame of somebody who is in is answered, and the session goes on',
  async () => {
    const own = await server.openSession()
    const witness = await server.enter(sessionId)
    let client = await server.enter(own.sessionId)
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 4 }), async (some) => {
        const pongs = client.frames.filter(({ type }) => type === 'pong').length
        for (const frame of some) client.send(frame)
        client.send({ type: 'ping' })
        const asked = some.filter((frame) => isPing(frame)).length
        await client.next((frame) => frame.type === 'pong', pongs + asked)
        client.frames.length = 0
      }),
      runs
    )
    await client.close()
    client = await server.enter(own.sessionId)
    witness.send({ type: 'ping' })
    await witness.next((frame) => frame.type === 'pong')
    expect(server.logged.filter((line) => line.startsWith('error'))).toEqual([])
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('type')
  },
  fuzzTimeout(runs)
)

function isFault(status: number | null | 'hang'): boolean {
  return status === 'hang' || (status ?? 0) >= 500
}

function isPing(text: string): boolean {
  try {
    return ClientFrame.safeParse(JSON.parse(text)).data?.type === 'ping'
  } catch {
    return false
  }
}

/** A text frame as a client sends it, masked with zeros. */
function maskedFrame(payload: Buffer): Buffer {
  const length = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10)
  length[0] = 0x81
  if (payload.length < 126) length[1] = 0x80 | payload.length
  else if (payload.length < 65_536) {
    length[1] = 0x80 | 126
    length.writeUInt16BE(payload.length, 2)
  } else {
    length[1] = 0x80 | 127
    length.writeBigUInt64BE(BigInt(payload.length), 2)
  }
  return Buffer.concat([length, Buffer.alloc(4), payload])
}
