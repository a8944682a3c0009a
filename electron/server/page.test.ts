import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { diagramSecurityPolicy, htmlTag, servePage } from './page.ts'

test('the name of an agent cannot leave its attribute', () => {
  const tag = htmlTag({ ...defaultSettings, defaultAgent: 'acp:a"b<&>' }, 'en')
  expect(tag).toContain('data-agent="acp:a&#34;b&#60;&#38;&#62;"')
})

test('the frame that draws diagrams runs the program that stands in it, belongs to nobody and reaches nothing', () => {
  expect(diagramSecurityPolicy('<p>a</p><script>run()</script>').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='",
    "style-src 'unsafe-inline'",
    'sandbox allow-scripts',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'"
  ])
  expect(diagramSecurityPolicy('<p>a</p>')).toContain("script-src 'none'")
})

test('the language of each page somebody opens is told, of nothing else that is fetched', async () => {
  const pageDir = await mkdtemp(join(tmpdir(), 'skein-page-'))
  onTestFinished(() => rm(pageDir, { recursive: true }))
  await writeFile(join(pageDir, 'index.html'), '<html><p>a</p>')
  const told: string[] = []
  const app = new Hono()
  const openedIn = (language: string): void => void told.push(language)
  app.get('*', servePage({ pageDir, port: () => 1, settings: () => defaultSettings, openedIn }))
  const get = (headers: Record<string, string>): unknown => app.request('/', { headers })
  await get({ 'accept-language': 'de-AT,en;q=0.5', 'sec-fetch-dest': 'document' })
  await get({ 'accept-language': 'en' })
  await get({ 'accept-language': 'en', 'sec-fetch-dest': 'empty' })
  expect(told).toEqual(['de'])
})
