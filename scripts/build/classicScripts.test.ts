import { mkdtemp, readFile, realpath, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { build } from 'vite'
import { classicScripts } from './classicScripts.ts'

describe('a page of classic scripts', () => {
  let root: string
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'skein-classic-')))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  /** Two pages share `shared.ts`; the first loads `later.ts` when it is wanted. */
  async function built(files: Readonly<Record<string, string>> = {}): Promise<string> {
    const all = {
      'index.html': '<!doctype html><head></head><script type="module" src="./main.ts"></script>',
      'other.html': '<!doctype html><head></head><script type="module" src="./other.ts"></script>',
      'main.ts':
        "import { name } from './shared.ts'\ndocument.title = name()\nwindow.onclick = () => import('./later.ts')",
      'other.ts': "import { name } from './shared.ts'\ndocument.title = `other ${name()}`",
      'shared.ts': 'let asked = 0\nexport const name = () => `asked ${asked += 1}`',
      'later.ts': "document.title = 'later'",
      ...files
    }
    for (const [name, text] of Object.entries(all)) await writeFile(join(root, name), text)
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [classicScripts({ page: 'index.html', entries: ['index'] })],
      build: {
        modulePreload: { polyfill: false },
        rolldownOptions: { input: [join(root, 'index.html'), join(root, 'other.html')] }
      }
    })
    return readFile(join(root, 'dist', 'index.html'), 'utf8')
  }

  async function scriptOf(html: string): Promise<string> {
    const [, path = ''] = /<script defer src="\/([^"]+)">/u.exec(html) ?? []
    return readFile(join(root, 'dist', path), 'utf8')
  }

  it('is started by one that needs no other and keeps the rules of a module', async () => {
    const html = await built()
    expect(html).not.toContain('module')
    const code = await scriptOf(html)
    expect(code.startsWith('"use strict"')).toBe(true)
    const document = { title: '', baseURI: 'http://127.0.0.1/', createElement: () => ({}) }
    const page = { document, window: { onclick: null } }
    new Script(code).runInNewContext(page)
    expect(document.title).toBe('asked 1')
    expect(page.window.onclick).toBeTypeOf('function')
  })

  it('loads later what was to be loaded later, from where it is', async () => {
    const [, name] = /import\([`"']\.\/(later-[\w-]+\.js)[`"']\)/u.exec(await scriptOf(await built())) ?? []
    expect(await readdir(join(root, 'dist', 'assets'))).toContain(name)
  })

  it('leaves another page what both need', async () => {
    await built()
    const html = await readFile(join(root, 'dist', 'other.html'), 'utf8')
    expect(html).toContain('<script type="module"')
    expect(
      (await readdir(join(root, 'dist', 'assets'))).filter((name) => name.startsWith('shared'))
    ).toHaveLength(1)
  })

  it('is refused when something loaded later would have a second copy of what it shares', async () => {
    const later = { 'later.ts': "import { name } from './shared.ts'\ndocument.title = name()" }
    await expect(built(later)).rejects.toThrow(/shares .*shared/u)
  })
})
