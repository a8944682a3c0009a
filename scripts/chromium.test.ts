import { describe, expect, test } from 'vitest'
import { chromiumFlags, findChromium, findHeadlessShell, type Machine } from './chromium.ts'

const bare: Machine = {
  platform: 'linux',
  env: {},
  exists: () => false,
  onPath: () => null,
  playwrightPath: () => '/cache/chrome'
}

describe('the Chromium to test with', () => {
  test('is the one that was asked for', () => {
    const machine = {
      ...bare,
      env: { CHROMIUM_PATH: '/opt/chrome' },
      exists: () => true,
      onPath: () => '/usr/bin/chromium'
    }
    expect(findChromium(machine)).toBe('/opt/chrome')
  })

  test('is never silently another than the one that was asked for', () => {
    const machine = { ...bare, env: { CHROMIUM_PATH: '/opt/chrome' }, onPath: () => '/usr/bin/chromium' }
    expect(() => findChromium(machine)).toThrow('CHROMIUM_PATH is /opt/chrome, where no file is.')
  })

  test("is the system's before Playwright's", () => {
    const machine: Machine = {
      ...bare,
      exists: () => true,
      onPath: (name) => (name === 'google-chrome' ? '/usr/bin/google-chrome' : null)
    }
    expect(findChromium(machine)).toBe('/usr/bin/google-chrome')
  })

  test("is Playwright's where the system has none", () => {
    expect(findChromium({ ...bare, exists: (path) => path === '/cache/chrome' })).toBe('/cache/chrome')
  })

  test('is looked for among the applications on macOS', () => {
    const path = '/Applications/Chromium.app/Contents/MacOS/Chromium'
    expect(findChromium({ ...bare, platform: 'darwin', exists: (asked) => asked === path })).toBe(path)
  })

  test('is null on a bare machine', () => {
    expect(findChromium(bare)).toBeNull()
  })
})

test('only root on Linux goes without the sandbox', () => {
  expect([chromiumFlags('linux', 0), chromiumFlags('linux', 1000), chromiumFlags('darwin', 0)]).toEqual([
    ['--no-sandbox'],
    [],
    []
  ])
})

describe('what end-to-end tests run in', () => {
  const debian: Machine = { ...bare, exists: () => true, onPath: (name) => `/usr/bin/${name}` }

  test('is Chromium without a browser around it', () => {
    expect(findHeadlessShell(debian)).toBe('/usr/bin/chromium-headless-shell')
  })

  test('is the one that was asked for, or what there is', () => {
    expect(findHeadlessShell({ ...debian, env: { CHROMIUM_PATH: '/opt/chrome' } })).toBe('/opt/chrome')
    const without: Machine = {
      ...debian,
      onPath: (name) => (name === 'chromium' ? '/usr/bin/chromium' : null)
    }
    expect(findHeadlessShell(without)).toBe('/usr/bin/chromium')
  })
})
