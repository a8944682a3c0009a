/**
 * The control of the `type` benchmark: the least a page can do for a key. One textarea where the composer's
 * stands, as large and in the same styles, on an empty page of the same theme. Used by `typeSample.ts`.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/run.ts'

export function barePage(): string {
  const assets = join(root, 'out', 'renderer', 'assets')
  const sheets = readdirSync(assets).filter((name) => name.endsWith('.css'))
  const styles = sheets.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n')
  return `<!doctype html>
<html lang="en" data-theme="system">
  <head><meta charset="utf-8" /><title>Bare</title><style>${styles}</style></head>
  <body>
    <textarea
      class="absolute bg-transparent px-3.5 text-body outline-none"
      style="left: 393px; top: 693px; width: 750px; height: 44px; resize: none"
    ></textarea>
  </body>
</html>`
}
