/**
 * `npm run bench -- NAME [--runs N] [OPTIONS]`: runs one benchmark and prints its report as one line of JSON on
 * standard output; everything else goes to standard error. With `--runs` it runs N times, and the line has the
 * median and the range of every goal (`benchRuns.ts`); `scripts/benchTable.ts` makes a table of such lines. A benchmark is a file
 * here that exports `run()`, which gets the other options.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { summarise } from '../../scripts/benchRuns.ts'

const folder = import.meta.dirname
const [name, ...options] = process.argv.slice(2)
const names = benchmarks()

if (name === undefined || !names.includes(name)) {
  const problem = name === undefined ? 'Which benchmark?' : `There is no benchmark "${name}".`
  process.stderr.write(`${problem} There are: ${names.join(', ')}.\n`)
  process.exitCode = 2
} else {
  const at = options.indexOf('--runs')
  const runs = at === -1 ? 1 : Number(options[at + 1])
  if (!Number.isSafeInteger(runs) || runs < 1) throw new Error('--runs takes a number of runs')
  const others = at === -1 ? options : options.toSpliced(at, 2)
  const run = await load(name)
  const reports: unknown[] = []
  for (let count = 1; count <= runs; count += 1) {
    reports.push(await run(others))
    if (runs > 1)
      process.stderr.write(`${name}: run ${count} of ${runs}: ${JSON.stringify(reports.at(-1))}\n`)
  }
  process.stdout.write(`${JSON.stringify(at === -1 ? reports[0] : summarise(name, reports))}\n`)
}

function benchmarks(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && /^export async function run\(/m.test(sourceOf(file)))
    .map((file) => basename(file, '.ts'))
    .toSorted()
}

function sourceOf(file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

async function load(benchmark: string): Promise<(options: readonly string[]) => Promise<unknown>> {
  const loaded: unknown = await import(pathToFileURL(join(folder, `${benchmark}.ts`)).href)
  if (typeof loaded !== 'object' || loaded === null || !('run' in loaded)) {
    throw new Error(`${benchmark}.ts exports no run()`)
  }
  const { run } = loaded
  if (typeof run !== 'function') throw new Error(`${benchmark}.ts exports no run()`)
  return (given) => Promise.resolve(run(given))
}
