/**
 * `npm run bench -- NAME`: runs one benchmark and prints its report as one line of JSON on standard
 * output; everything else goes to standard error. A benchmark is a file here that exports `run()`.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = import.meta.dirname
const name = process.argv[2]
const names = benchmarks()

if (name === undefined || !names.includes(name)) {
  const problem = name === undefined ? 'Which benchmark?' : `There is no benchmark "${name}".`
  process.stderr.write(`${problem} There are: ${names.join(', ')}.\n`)
  process.exitCode = 2
} else {
  const report: unknown = await load(name)
  process.stdout.write(`${JSON.stringify(report)}\n`)
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

async function load(benchmark: string): Promise<unknown> {
  const loaded: unknown = await import(pathToFileURL(join(folder, `${benchmark}.ts`)).href)
  if (
    typeof loaded !== 'object' ||
    loaded === null ||
    !('run' in loaded) ||
    typeof loaded.run !== 'function'
  ) {
    throw new Error(`${benchmark}.ts exports no run()`)
  }
  return loaded.run()
}
