/**
 * Makes the scripts a page is started by classic ones, each in one file. Chromium keeps what it has compiled for the
 * next start and reads it again for classic scripts only (seen in Chromium 156: a module is kept, too, and compiled
 * anew all the same); for an app of a megabyte that is a tenth of a second. What is loaded later stays modules.
 */
import type { Plugin, Rolldown } from 'vite'
import { chunkOf, chunksOf, inOneFile } from './oneFile.ts'

export interface ClassicScriptsOptions {
  /** The page, as its file is named in the build. */
  readonly page: string
  /** Names of its entries. */
  readonly entries: readonly string[]
}

/** Chunks that hold nothing: it does no harm when a script has a copy and what it loads later has another. */
const stateless: ReadonlySet<string> = new Set(['rolldown-runtime', 'preload-helper'])

export function classicScripts({ page, entries }: ClassicScriptsOptions): Plugin {
  return {
    name: 'classic-scripts',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const html = bundle[page]
        if (html?.type !== 'asset') throw new Error(`the build has no ${page}`)
        let text = html.source.toString()
        const merged = new Set<string>()
        for (const name of entries) {
          const entry = chunksOf(bundle).find((chunk) => chunk.isEntry && chunk.name === name)
          if (entry === undefined) throw new Error(`the build has no entry ${name}`)
          const parts = importedAtOnce(bundle, entry)
          refuseSharedState(bundle, entry, parts)
          // The build names files from the root of the server.
          const source = await inOneFile(bundle, entry, { base: 'document.baseURI', later: 'modules' })
          const file = this.getFileName(this.emitFile({ type: 'asset', name: `${name}.js`, source }))
          text = nameClassic(text, entry.fileName, file)
          for (const part of parts) merged.add(part)
        }
        for (const file of merged) text = text.replace(preloadOf(file), '')
        html.source = text
        removeUnused(bundle, merged)
      }
    }
  }
}

/** File names of a chunk and of all that is read with it. */
function importedAtOnce(bundle: Rolldown.OutputBundle, chunk: Rolldown.OutputChunk): Set<string> {
  const files = new Set([chunk.fileName])
  for (const file of files) for (const imported of chunkOf(bundle, file).imports) files.add(imported)
  return files
}

/** What is loaded later would find another copy of what it shares with the script that loads it. */
function refuseSharedState(
  bundle: Rolldown.OutputBundle,
  entry: Rolldown.OutputChunk,
  parts: ReadonlySet<string>
): void {
  const later = new Set(
    [...parts].flatMap((file) => chunkOf(bundle, file).dynamicImports).filter((file) => !parts.has(file))
  )
  for (const file of later) {
    const { imports, dynamicImports } = chunkOf(bundle, file)
    for (const imported of [...imports, ...dynamicImports]) {
      if (!parts.has(imported)) later.add(imported)
      else if (!stateless.has(chunkOf(bundle, imported).name)) {
        throw new Error(`${file} shares ${imported} with ${entry.fileName}, which is not a module any more`)
      }
    }
  }
}

function nameClassic(html: string, from: string, to: string): string {
  const tag = new RegExp(`<script type="module"( async)?(?: crossorigin)? src="/${escaped(from)}">`, 'u')
  if (!tag.test(html)) throw new Error(`the page does not name ${from}`)
  // A module waits for the document, as `defer` does.
  return html.replace(tag, (_tag, async: string | undefined) => `<script${async ?? ' defer'} src="/${to}">`)
}

function preloadOf(file: string): RegExp {
  return new RegExp(`\\s*<link rel="modulepreload"[^>]* href="/${escaped(file)}">`, 'u')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
}

/** Other pages, and what is loaded later, may still need some of them. */
function removeUnused(bundle: Rolldown.OutputBundle, merged: ReadonlySet<string>): void {
  const others = chunksOf(bundle).filter(({ fileName }) => !merged.has(fileName))
  const used = new Set(others.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]))
  for (const file of used) for (const imported of chunkOf(bundle, file).imports) used.add(imported)
  for (const file of merged) if (!used.has(file)) delete bundle[file]
}
