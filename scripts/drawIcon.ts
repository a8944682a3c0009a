/** Draws resources/icon.png, from which electron-builder makes every size, out of icon.svg. Run by hand when the mark changes. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags } from './chromium.ts'
import { orExplain } from './orExplain.ts'
import { provideChromium } from './provideChromium.ts'
import { root } from './run.ts'

const side = 1024

await orExplain(async () => {
  const svg = await readFile(join(root, 'resources/icon.svg'), 'utf8')
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: [...chromiumFlags()]
  })
  try {
    const page = await browser.newPage({ viewport: { width: side, height: side } })
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
    await page.screenshot({ path: join(root, 'resources/icon.png'), omitBackground: true })
  } finally {
    await browser.close()
  }
})
