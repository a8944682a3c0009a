/**
 * The server of the `files` benchmark, in a process of its own: `node filesSample.ts FOLDER`. Prints its
 * address; answers a line on standard input with what it measured, and ends. Started by `files.ts` only.
 */
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { createInterface } from 'node:readline'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import { createServer } from '../../electron/server/createServer.ts'
import { createScriptedAgent } from '../contract/scriptedAgent.ts'

const IDLE_MS = 2_000
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: filesSample.ts FOLDER')

const server = await createServer({
  port: 0,
  token: 'benchmark',
  dataDir: join(folder, `data-${process.pid}`),
  agents: [createScriptedAgent()],
  defaultAgent: 'guide',
  log: silentLog,
  clock: systemClock,
  pageDir: join(folder, 'page'),
  version: '0.0.0-benchmark'
})
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
print({ url: server.url })
for await (const _line of createInterface({ input: process.stdin })) {
  const blockMs = delay.max / 1e6
  // The same loop with nothing to do: what the machine itself does to it.
  delay.reset()
  await setTimeout(IDLE_MS)
  print({ blockMs, idleMs: delay.max / 1e6, rssMb: Math.round(process.memoryUsage().rss / 1024 / 1024) })
  break
}
await server.close()
process.exit(0)

function print(report: object): void {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}
