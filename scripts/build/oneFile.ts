/** Makes one file of an entry of the build. Used by `oneFilePage.ts` and `oneFileWorker.ts`. */
import { rolldown } from 'rolldown'
import type { Rolldown } from 'vite'

export function chunksOf(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  return Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []))
}

/**
 * The program of an entry with all it loads, now or later, as one classic script.
 *
 * @param base what its own address is to it, as an expression
 */
export async function inOneFile(
  bundle: Rolldown.OutputBundle,
  entry: Rolldown.OutputChunk,
  base: string
): Promise<string> {
  const build = await rolldown({
    input: entry.fileName,
    plugins: [
      {
        name: 'built-chunks',
        resolveId: (source, importer) =>
          importer === undefined ? source : new URL(source, `file:///${importer}`).pathname.slice(1),
        load(file) {
          const chunk = bundle[file]
          if (chunk?.type !== 'chunk') throw new Error(`the build has no chunk ${file}`)
          return chunk.code
        }
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
  const { code } = output[0]
  // The page's policy knows the program by its sum, and a page reads these in its own way.
  if (/[\r\0]/u.test(code)) throw new Error(`${entry.fileName} holds a carriage return or a zero`)
  // Nothing in the program may look like its end.
  return code.replaceAll(/<(?=\/script|!--)/giu, String.raw`\x3c`)
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
