/**
 * Draws the app's icon out of resources/icon.svg: the sizes that Linux takes, and the containers of Windows and
 * macOS; and the dot that Windows lays over it. Run by hand when the mark changes: `node scripts/drawIcon.ts`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags } from './chromium.ts'
import { orExplain } from './orExplain.ts'
import { icnsOf, icoOf } from './packaging/iconFiles.ts'
import type { Drawn } from './packaging/iconFiles.ts'
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
/** What Windows lays over the icon in the taskbar while a session waits, and its pixels a side. */
const dot = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <circle cx="8" cy="8" r="6.5" fill="#c2570c" stroke="#fdfcfa" stroke-width="1.5" />
</svg>`
const dotSide = 16
const densities = [
  ['', 1],
  ['@2x', 2]
] as const
const resources = join(root, 'resources')

await orExplain(async () => {
  const drawn = await draw(await readFile(join(resources, 'icon.svg'), 'utf8'), sides)
  await mkdir(join(resources, 'icons'), { recursive: true })
  for (const [side, png] of drawn) {
    await writeFile(join(resources, 'icons', `${String(side)}x${String(side)}.png`), png)
  }
  const onWindows = [...drawn].filter(([side]) => side <= largestOnWindows)
  await writeFile(join(resources, 'icon.ico'), icoOf(new Map(onWindows)))
  await writeFile(join(resources, 'icon.icns'), icnsOf(drawn))
  for (const [system, side] of traySides) {
    await writeDensities(`tray-${system}`, side, drawn)
  }
  const dots = await draw(
    dot,
    densities.map(([, factor]) => dotSide * factor)
  )
  await writeDensities('dot-windows', dotSide, dots)
})

/** Electron takes the picture with @2x on a screen of twice the usual density. */
async function writeDensities(name: string, side: number, drawn: Drawn): Promise<void> {
  for (const [suffix, factor] of densities) {
    const png = drawn.get(side * factor)
    if (png === undefined) throw new Error(`no picture of ${String(side * factor)} pixels is drawn`)
    await writeFile(join(resources, `${name}${suffix}.png`), png)
  }
}

async function draw(svg: string, all: readonly number[]): Promise<Drawn> {
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: [...chromiumFlags()]
  })
  try {
    const drawn = new Map<number, Buffer>()
    for (const side of all) {
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
