/**
 * Makes one classic script of an entry of the build. Used by `classicScripts.ts`, `oneFilePage.ts` and
 * `oneFileWorker.ts`.
 */
import { rolldown } from 'rolldown'
import type { Rolldown } from 'vite'

export function chunksOf(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  return Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []))
}

export function chunkOf(bundle: Rolldown.OutputBundle, file: string): Rolldown.OutputChunk {
  const chunk = bundle[file]
  if (chunk?.type !== 'chunk') throw new Error(`the build has no chunk ${file}`)
  return chunk
}

export interface OneFile {
  /** What its own address is to the script, as an expression. */
  readonly base: string
  /** What it loads later: in it as well, or modules that are fetched as before. */
  readonly later: 'inside' | 'modules'
}

export async function inOneFile(
  bundle: Rolldown.OutputBundle,
  entry: Rolldown.OutputChunk,
  { base, later }: OneFile
): Promise<string> {
  const build = await rolldown({
    input: entry.fileName,
    plugins: [
      {
        name: 'built-chunks',
        resolveId: (source, importer) =>
          importer === undefined ? source : new URL(source, `file:///${importer}`).pathname.slice(1),
        load: (file) => chunkOf(bundle, file).code,
        // Its place is told from the script's, as it was from the module's.
        resolveDynamicImport: (source) =>
          later === 'modules' && typeof source === 'string' ? { id: source, external: true } : null
      }
    ],
    transform: { define: { 'import.meta.url': base, 'import.meta.resolve': 'undefined' } }
  })
  const { output } = await build.generate({
    format: 'iife',
    strict: true,
    minify: true,
    codeSplitting: false
  })
  await build.close()
  if (output.length > 1) throw new Error(`${entry.fileName} did not fit in one file`)
  return output[0].code
}

/** Takes out this entry and what only it loads, now or later. */
export function removeUnused(bundle: Rolldown.OutputBundle, entry: Rolldown.OutputChunk): void {
  const used = new Set(
    chunksOf(bundle).flatMap(({ fileName, isEntry }) =>
      isEntry && fileName !== entry.fileName ? [fileName] : []
    )
  )
  for (const file of used) {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk') continue
    for (const imported of [...chunk.imports, ...chunk.dynamicImports]) used.add(imported)
  }
  for (const { fileName } of chunksOf(bundle)) if (!used.has(fileName)) delete bundle[fileName]
}
