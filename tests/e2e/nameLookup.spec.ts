/**
 * A link in an answer tells nobody anything before it is clicked. Chromium looks up the host of a link that is pointed
 * at, and whoever owns a name reads the lookup: a host like `<what was read>.example.com` would carry text away.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { BrowserContext } from '@playwright/test'
import { chromiumFlags } from '../../scripts/chromium.ts'
import { provideChromium } from '../../scripts/provideChromium.ts'
import { writeAnswer } from './answerSession.ts'
import { expect, test } from './test.ts'

test('a link that is pointed at is not looked up', async ({ skein }) => {
  // Names under localhost never leave the machine, and are noted like any other.
  const path = await writeAnswer(skein, 'Where?', [
    { type: 'text', text: 'See [there](https://ours.localhost/x).' }
  ])
  const plain = await servePlain('<a href="https://plain.localhost/x">there</a>')
  const notes = join(skein.folder, 'net-log.json')
  // Not the browser of the other tests: only a whole one, with a profile, looks ahead.
  const context = await chromium.launchPersistentContext(join(skein.folder, 'profile'), {
    executablePath: await provideChromium(),
    // The browser itself looks for its maker: it finds nobody.
    args: [
      ...chromiumFlags(),
      `--log-net-log=${notes}`,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost'
    ]
  })
  try {
    await pointAt(context, skein.link(path))
    await pointAt(context, plain.url)
  } finally {
    await context.close() // writes the notes
    plain.server.close()
  }
  const lookedUp = (await readFile(notes, 'utf8')).match(/(?<="host":")https:\/\/\w+\.localhost(?=")/gu)
  expect(new Set(lookedUp)).toEqual(new Set(['https://plain.localhost']))
})

async function pointAt(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('link', { name: 'there' }).hover()
  // What was asked of the network before it has arrived there when this has.
  await page.reload()
  await expect(page.getByRole('link', { name: 'there' })).toBeVisible()
}

async function servePlain(html: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}/`, server }
}
