/**
 * Writes into a page what each of its scripts has to be: its hash. A page that is open while another program has taken
 * Skein's port would otherwise run what that program gives it when it loads a module later; and what that program gave
 * the browser to keep for a year would be run when Skein is back. The page itself is asked for each time.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Workers are named by `<meta name="…-worker">`, and their hash stands beside.
 *
 * @param page as its file is named in the build
 */
export function sealedScripts({ page }: { readonly page: string }): Plugin {
  return {
    name: 'sealed-scripts',
    apply: 'build',
    enforce: 'post',
    // When all has been written, nothing changes any more.
    writeBundle: {
      order: 'post',
      async handler({ dir }, bundle) {
        if (dir === undefined) throw new Error('the build is written to no folder')
        const integrityOf = async (file: string): Promise<string> =>
          `sha384-${createHash('sha384')
            .update(await readFile(join(dir, file)))
            .digest('base64')}`
        const modules: Record<string, string> = {}
        for (const { type, fileName } of Object.values(bundle)) {
          if (type === 'chunk') modules[`/${fileName}`] = await integrityOf(fileName)
        }
        let text = await readFile(join(dir, page), 'utf8')
        for (const [tag, file = ''] of text.matchAll(
          /<(?:script|link rel="stylesheet")[^>]* (?:src|href)="\/([^"]+)"/gu
        )) {
          const integrity = await integrityOf(file)
          text = text.replace(tag, () => `${tag} integrity="${integrity}"`)
        }
        for (const [tag, file = ''] of text.matchAll(/<meta name="[\w-]+-worker" content="\/([^"]+)"/gu)) {
          const integrity = await integrityOf(file)
          text = text.replace(tag, () => `${tag} data-integrity="${integrity}"`)
        }
        const map = `<script type="importmap">${JSON.stringify({ integrity: modules })}</script>`
        await writeFile(
          join(dir, page),
          text.replace('<head>', () => `<head>\n    ${map}`)
        )
      }
    }
  }
}
