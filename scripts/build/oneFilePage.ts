/**
 * Puts the whole program of a page into the page. The frame that draws diagrams belongs to no origin, so that it can
 * have a process of its own and be ended whatever it does; to such a page the server hands out nothing else.
 */
import { rolldown } from 'rolldown'
import type { Plugin, Rolldown } from 'vite'

export interface OneFilePageOptions {
  /** As its file is named in the build. */
  readonly page: string
  /** Name of its entry. */
  readonly entry: string
}

export function oneFilePage({ page, entry: name }: OneFilePageOptions): Plugin {
  return {
    name: 'one-file-page',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const html = bundle[page]
        const entry = chunksOf(bundle).find((chunk) => chunk.isEntry && chunk.name === name)
        if (html?.type !== 'asset' || entry === undefined) throw new Error(`the build has no ${page}`)
        const program = await inOneFile(bundle, entry)
        const text = html.source
          .toString()
          .replace(/\s*<link rel="modulepreload"[^>]*>/gu, '')
          .replace(/\s*<script type="module"[^>]*><\/script>/u, '')
        if (text.includes('/assets/')) throw new Error(`${page} names a file of its own`)
        html.source = text.replace('</body>', () => `<script>${program}</script></body>`)
        removeUnused(bundle, entry)
      }
    }
  }
}

function chunksOf(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  return Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []))
}

async function inOneFile(bundle: Rolldown.OutputBundle, entry: Rolldown.OutputChunk): Promise<string> {
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
    transform: { define: { 'import.meta.url': 'document.baseURI', 'import.meta.resolve': 'undefined' } }
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

/** What only this page loads, now or later, is in it. */
function removeUnused(bundle: Rolldown.OutputBundle, entry: Rolldown.OutputChunk): void {
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
