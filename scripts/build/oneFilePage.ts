/**
 * Puts the whole program of a page into the page. The frame that draws diagrams belongs to no origin, so that it can
 * have a process of its own and be ended whatever it does; to such a page the server hands out nothing else.
 */
import type { Plugin } from 'vite'
import { chunksOf, inOneFile, removeUnused } from './oneFile.ts'

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
        // The base of its addresses is the page's.
        const program = asText(
          await inOneFile(bundle, entry, { base: 'document.baseURI', later: 'inside' }),
          entry.fileName
        )
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

/** A program as it may stand in a page: nothing in it looks like its end, and its sum is that of its letters. */
function asText(program: string, name: string): string {
  // A page reads these in its own way.
  if (/[\r\0]/u.test(program)) throw new Error(`${name} holds a carriage return or a zero`)
  return program.replaceAll(/<(?=\/script|!--)/giu, String.raw`\x3c`)
}
