/**
 * Draws the app's icon out of resources/icon.svg: the sizes that Linux takes, and the containers of Windows and
 * macOS. Run by hand when the mark changes: `node scripts/drawIcon.ts`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags } from './chromium.ts'
import { orExplain } from './orExplain.ts'
import { icnsOf, icoOf } from './packaging/iconFiles.ts'
import { provideChromium } from './provideChromium.ts'
import { root } from './run.ts'

/** Pixels a side. Windows shows up to 256, Linux up to 512, macOS up to 1024. */
const sides = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const largestOnWindows = 256
/** The icon beside the clock, on a screen of usual density. macOS has the dock. */
const traySides = [
  ['windows', 16],
  ['linux', 24]
] as const
const resources = join(root, 'resources')

await orExplain(async () => {
  const drawn = await draw(await readFile(join(resources, 'icon.svg'), 'utf8'))
  await mkdir(join(resources, 'icons'), { recursive: true })
  for (const [side, png] of drawn) {
    await writeFile(join(resources, 'icons', `${String(side)}x${String(side)}.png`), png)
  }
  const onWindows = [...drawn].filter(([side]) => side <= largestOnWindows)
  await writeFile(join(resources, 'icon.ico'), icoOf(new Map(onWindows)))
  await writeFile(join(resources, 'icon.icns'), icnsOf(drawn))
  for (const [system, side] of traySides) {
    for (const [suffix, factor] of [
      ['', 1],
      ['@2x', 2]
    ] as const) {
      const png = drawn.get(side * factor)
      if (png === undefined) throw new Error(`no picture of ${String(side * factor)} pixels is drawn`)
      await writeFile(join(resources, `tray-${system}${suffix}.png`), png)
    }
  }
})

async function draw(svg: string): Promise<ReadonlyMap<number, Buffer>> {
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: [...chromiumFlags()]
  })
  try {
    const drawn = new Map<number, Buffer>()
    for (const side of sides) {
      const page = await browser.newPage({ viewport: { width: side, height: side } })
      await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`)
      drawn.set(side, await page.screenshot({ omitBackground: true }))
      await page.close()
    }
    return drawn
  } finally {
    await browser.close()
  }
}
