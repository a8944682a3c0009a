/**
 * One sample of the `open` benchmark, in a process of its own: `node openSample.ts VARIANT FOLDER
 * SESSION [OFFSET]`. Prints what it measured as JSON; the two servers print their address instead
 * and serve until they are told to end. Started by `open.ts` only.
 */
import { ourMode } from '../../shared/agentOptions.ts'
import { closeSync, openSync, readSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { readPage } from '../support/claude/testClaudeReading.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { blocksOf, measureOnce } from './measure.ts'
import type { Measured } from './measure.ts'

const PAGE = 50
const metaStart = Buffer.from('{"type":"')
const [variant, folder, sessionId, offset] = process.argv.slice(2)
if (variant === undefined || folder === undefined || sessionId === undefined) {
  throw new Error('usage: openSample.ts VARIANT FOLDER SESSION [OFFSET]')
}
const project = join(folder, 'project')
const file = join(folder, 'claude', 'projects', encodeProjectFolder(project), `${sessionId}.jsonl`)

switch (variant) {
  case 'reader':
    report(await measureOnce(async () => (await readPage(file, { limit: PAGE })).messages.length))
    break
  case 'limit':
    report(await measureOnce(() => Promise.resolve(readAndParse(file, Number(offset)).length)))
    break
  case 'sdk': {
    const { getSessionMessages } = await import('@anthropic-ai/claude-agent-sdk')
    report(
      await measureOnce(
        async () => (await getSessionMessages(sessionId, { dir: project })).slice(-PAGE).length
      )
    )
    break
  }
  case 'index': {
    const { readMetadata } = await import('../support/claude/testClaudeReading.ts')
    let ms = 0
    const blocks = await blocksOf(async () => {
      const start = performance.now()
      await readPage(file, { limit: PAGE })
      await readMetadata(file, null)
      ms = performance.now() - start
    })
    print({ ...blocks, ms })
    break
  }
  case 'route':
    await serveSkein(folder)
    break
  case 'sdkRoute':
    await serveSdk(project)
    break
  default:
    throw new Error(`there is no variant ${variant}`)
}

function print(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

function report({ value, ms, addedMb }: Measured<number>): void {
  print({ count: value, ms, addedMb })
}

/** What no reader can do without: the bytes of exactly the lines of the page, each parsed. */
function readAndParse(path: string, from: number): unknown[] {
  const handle = openSync(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(64 * 1024 * 1024)
    const length = readSync(handle, chunk, 0, chunk.length, from)
    const records: unknown[] = []
    for (let begin = 0; begin < length;) {
      const newline = chunk.indexOf(10, begin)
      const end = newline === -1 || newline > length ? length : newline
      if (!chunk.subarray(begin, begin + 9).equals(metaStart)) {
        records.push(JSON.parse(chunk.toString('utf8', begin, end)))
      }
      begin = end + 1
    }
    return records
  } finally {
    closeSync(handle)
  }
}

/** Skein's own server on a fresh data folder; Claude Code's transcripts are found under `folder`. */
async function serveSkein(root: string): Promise<void> {
  const { createServer: createSkein } = await import('../../electron/server/createServer.ts')
  const { claudeTranscripts } = await import('../../electron/agent/claude/transcript/claudeTranscripts.ts')
  const { systemClock } = await import('../../electron/clock.ts')
  const { silentLog } = await import('../../electron/log.ts')
  const server = await createSkein({
    port: 0,
    token: 'benchmark',
    dataDir: join(root, `data-${process.pid}`),
    agents: [
      {
        id: 'claude',
        name: 'Claude Code',
        description: 'Never started here: only its transcripts are read',
        options: { permissionModes: [ourMode('default')], safeMode: 'default', models: [], efforts: [] },
        capabilities: {
          fork: false,
          rewind: false,
          continueCommand: false,
          login: false,
          install: false,
          images: false
        },
        transcripts: claudeTranscripts({ home: () => Promise.resolve(join(root, 'claude')) }),
        configure: () => undefined,
        recover: () => Promise.resolve(),
        offer: () => Promise.resolve({ commands: [], models: [] }),
        check: () => Promise.resolve({ ready: false, reason: 'benchmark', remedy: 'none' }),
        open: () => {
          throw new Error('no agent runs in this benchmark')
        },
        close: () => Promise.resolve()
      }
    ],
    log: silentLog,
    clock: systemClock,
    pageDir: join(root, 'page'),
    version: '0.0.0-benchmark'
  })
  process.once('SIGTERM', () => void server.close().then(() => process.exit(0))) // The process ends with it.
  print({ url: server.url })
}

/** The SDK behind the same kind of server, with a route that does nothing else. */
async function serveSdk(dir: string): Promise<void> {
  const { getSessionMessages } = await import('@anthropic-ai/claude-agent-sdk')
  const server = createServer((request, response) => {
    void answer(request.url ?? '').then((body) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(body)
    }) // A failure ends the process, and with it the benchmark.
  })
  const answer = async (url: string): Promise<string> =>
    JSON.stringify({ messages: (await getSessionMessages(url.slice(1), { dir })).slice(-PAGE) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.once('SIGTERM', () => process.exit(0))
  const address = server.address()
  if (typeof address === 'object' && address !== null) print({ url: `http://127.0.0.1:${address.port}/` })
}
