/**
 * Makes a worker one file, which the page knows by its sum (`sealedScripts.ts`): nothing that a worker loads by itself
 * could be held to one, and whoever gives it a script is in the page's own place.
 */
import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'
import { chunksOf, inOneFile, removeUnused } from './oneFile.ts'

export interface OneFileWorkerOptions {
  /** Which names the worker's file. */
  readonly page: string
  /** Its name among the entries. */
  readonly entry: string
}

export function oneFileWorker({ page, entry: name }: OneFileWorkerOptions): Plugin {
  return {
    name: 'one-file-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const entry = chunksOf(bundle).find((chunk) => chunk.isEntry && chunk.name === name)
        if (entry === undefined) throw new Error(`the build has no worker ${name}`)
        const program = await inOneFile(bundle, entry, { base: 'self.location.href', later: 'inside' })
        removeUnused(bundle, entry)
        // Named by what is in it now: the browser keeps a name for good.
        const sum = createHash('sha256').update(program).digest('hex').slice(0, 12)
        const fileName = `assets/${name}-${sum}.js`
        this.emitFile({ type: 'asset', fileName, source: program })
        const html = bundle[page]
        if (html?.type !== 'asset') throw new Error(`the build has no ${page}`)
        html.source = html.source.toString().replaceAll(entry.fileName, fileName)
      }
    }
  }
}
