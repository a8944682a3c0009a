/**
 * Answers that try to run something, in the built app under its real policy: no script runs, no request
 * leaves, and nothing is in the page that our own renderer does not make.
 */
import type { Frame, Page, Request } from '@playwright/test'
import { z } from 'zod'
import { hostileMarkdown } from '../support/markdown/hostileMarkdown.ts'
import { writeAnswer } from './answerSession.ts'
import { expect, test } from './test.ts'

/** Everything prose is made of: HTML, the icons of its buttons, math. */
const ELEMENTS = new Set(
  (
    'a blockquote br button code del div em h3 h4 h5 hr img li ol p pre span strong sup table tbody td th thead tr ul ' +
    'svg path rect circle line polyline ' +
    'math semantics mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup msubsup ' +
    'munder mover munderover mtable mtr mtd'
  ).split(' ')
)
const ATTRIBUTES =
  /^(?:aria-(?:hidden|label|pressed)|class|data-[a-z]+|dir|start|role|tabindex|title|type|href|target|rel|src|alt|width|height|viewBox|fill|stroke(?:-width|-linecap|-linejoin)?|xmlns|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|points|accent|accentunder|columnalign|columnlines|columnspacing|depth|display|displaystyle|fence|form|largeop|linethickness|lspace|math(?:background|color|size|variant)|maxsize|minsize|movablelimits|notation|rowlines|rowspacing|rspace|scriptlevel|separator|stretchy|symmetric|voffset)$/

interface Found {
  readonly elements: readonly string[]
  readonly attributes: readonly string[]
  readonly addresses: readonly string[]
}

/** What stands in the prose of the page, each once. */
async function inProse(page: Page): Promise<Found> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('.prose *')]
    const attributes = all.flatMap((element) => element.getAttributeNames())
    const addresses = all.flatMap((element) =>
      ['href', 'src', 'xlink:href'].flatMap((name) => element.getAttribute(name) ?? [])
    )
    return {
      elements: [...new Set(all.map((element) => element.localName))],
      attributes: [...new Set(attributes)],
      addresses: [...new Set(addresses)]
    }
  })
}

interface Alarms {
  /** What ran that should not have: what `canary` was called with. */
  readonly ran: readonly unknown[]
  /** What the policy stopped. */
  readonly stopped: readonly string[]
}

/** Of one frame since it was opened. */
const Heard = z.object({ ran: z.array(z.unknown()), stopped: z.array(z.string()) })

function alarms(frame: Frame): Promise<Alarms> {
  return frame.evaluate(() => Reflect.get(window, 'heard')).then((heard) => Heard.parse(heard))
}

test('nothing an answer says runs, loads or leaves', async ({ page, skein, faults }) => {
  expect(hostileMarkdown.length).toBeGreaterThanOrEqual(80)
  await page.addInitScript(() => {
    const heard: { ran: unknown[]; stopped: string[] } = { ran: [], stopped: [] }
    Reflect.set(window, 'heard', heard)
    Reflect.set(window, 'canary', (what: unknown) => heard.ran.push(what))
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      heard.stopped.push(`${violatedDirective} ${blockedURI}`)
    )
  })
  const asked: Request[] = []
  page.context().on('request', (request) => asked.push(request))
  const opened: string[] = []
  page.context().on('page', (other) => opened.push(other.url()))
  page.on('dialog', (dialog) => {
    opened.push(`dialog ${dialog.message()}`)
    void dialog.dismiss() // the test fails by `opened`
  })

  const path = await writeAnswer(
    skein,
    hostileMarkdown.slice(0, 20).join('\n'),
    hostileMarkdown.map((text) => ({ type: 'text', text }))
  )
  await page.goto(skein.link(path))
  await expect(page.locator('.prose')).toHaveCount(hostileMarkdown.length)
  // The parts that come late are there: colours, math, at least one diagram, and what cannot be drawn says so.
  await expect(page.locator('[data-tone]').first()).toBeAttached()
  await expect(page.locator('.prose math').first()).toBeAttached()
  await expect(page.locator('.diagram-picture img').first()).toBeAttached({ timeout: 30_000 })
  await expect(page.getByText('Drawing…')).toHaveCount(0, { timeout: 30_000 })

  // Whoever is curious presses and points at everything that is not a link.
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('.prose *:not(a, a *)')) {
      element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
      element.focus()
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
    }
  })

  const found = await inProse(page)
  expect(found.elements.filter((name) => !ELEMENTS.has(name))).toEqual([])
  expect(found.attributes.filter((name) => !ATTRIBUTES.test(name))).toEqual([])
  expect(found.addresses.filter((address) => !/^(?:https?:\/\/|mailto:|data:image\/)/.test(address))).toEqual(
    []
  )
  expect(
    await page
      .locator('.prose img')
      .evaluateAll((all) => all.map((image) => image.getAttribute('src')?.slice(0, 14)))
  ).not.toContain('https://canary')

  // In the page nothing even tried. In the frame Mermaid tries: its policy stops it.
  expect(await alarms(page.mainFrame())).toEqual({ ran: [], stopped: [] })
  const frames = page.frames().filter((frame) => frame !== page.mainFrame())
  expect(frames.map((frame) => new URL(frame.url()).pathname)).toEqual(['/diagram.html'])
  for (const { ran, stopped } of await Promise.all(frames.map(alarms))) {
    expect(ran).toEqual([])
    expect([...new Set(stopped)].toSorted()).toEqual([
      'img-src https://canary.invalid/i.png',
      'script-src-attr inline'
    ])
  }
  expect(opened).toEqual([])
  // A request that the policy stops is told of, but never leaves.
  const left = asked
    .filter((request) => request.failure()?.errorText !== 'csp')
    .map((request) => request.url())
  const own = `${new URL(skein.url).origin}/`
  expect(left.filter((url) => !url.startsWith(own) && !url.startsWith('data:'))).toEqual([])
  const places = left
    .filter((url) => url.startsWith(own))
    .map((url) => new URL(url).pathname.split('/')[1] ?? '')
  expect([...new Set(places)].toSorted()).toEqual(['api', 'assets', 'diagram.html', 'projects'])
  // What the frame's policy stopped is also in the console, and nothing else.
  const told = faults.all.splice(0)
  expect(
    told.filter(
      (text) => !/^(?:Executing inline event handler|Loading the image 'https:\/\/canary)/.test(text)
    )
  ).toEqual([])
})

test('links lead outside or nowhere', async ({ page, skein }) => {
  const path = await writeAnswer(skein, 'links', [
    {
      type: 'text',
      text: '[web](https://example.com/x) [bad](javascript:alert(1)) [mail](mailto:a@example.com)'
    }
  ])
  await page.goto(skein.link(path))
  const links = page.locator('.prose a')
  await expect(links).toHaveText(['web', 'mail'])
  expect(
    await links.evaluateAll((all) =>
      all.map((link) => [link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')])
    )
  ).toEqual([
    ['https://example.com/x', '_blank', 'noopener noreferrer'],
    ['mailto:a@example.com', '_blank', 'noopener noreferrer']
  ])
})
