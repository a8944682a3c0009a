/**
 * The fake model as a process of its own: `node tests/fakeModel/main.ts [--port N]` prints
 * `{"url"}` on standard output when it is ready and ends on SIGTERM.
 */
import { parseArgs } from 'node:util'
import { startFakeModel } from './fakeModel.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const model = await startFakeModel({ port: Number(values.port) })
process.stdout.write(`${JSON.stringify({ url: model.url })}\n`)

const end = (): void => {
  void model.close().finally(() => process.exit(0))
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
