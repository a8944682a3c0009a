/** `node scripts/benchTable.ts < LINES`: makes the table of docs/benchmarks.md of what `npm run bench -- NAME --runs N` printed. */
import { text } from 'node:stream/consumers'
import { tableOf } from './benchRuns.ts'

const lines = (await text(process.stdin)).split('\n').filter((line) => line.startsWith('{'))
process.stdout.write(`${tableOf(lines)}\n`)
