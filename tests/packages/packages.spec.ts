/** The packages, opened again: every file that must and must not be there. */
import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses'
import { findInstallation } from '../../electron/launch/installation.ts'
import { root } from '../../scripts/run.ts'
import which from 'which'
import { test } from './made.ts'
import { filesUnder, openArchive, printed, read } from './opened.ts'
import type { Archive } from './opened.ts'

const MB = 1024 * 1024
const hasProgram = (name: string): boolean => which.sync(name, { nothrow: true }) !== null
const { version } = findInstallation(root)
/** '0' and '1' as characters: how a fuse stands in the executable. */
const [off, on] = [48, 49]

const systems = [
  { system: 'linux', resources: ['linux-unpacked', 'resources'], prebuild: 'linux-x64.node' },
  {
    system: 'mac',
    resources: ['mac-arm64', 'Skein.app', 'Contents', 'Resources'],
    prebuild: 'darwin-arm64.node'
  },
  { system: 'win', resources: ['win-arm64-unpacked', 'resources'], prebuild: 'win32-arm64.node' }
] as const

for (const { system, resources, prebuild } of systems) {
  test.describe(`the app for ${system}`, () => {
    let archive: Archive
    let folder: string
    test.beforeAll(async ({ made }) => {
      folder = join(made[system], ...resources)
      archive = await openArchive(folder)
    })

    test('is small', () => {
      expect(archive.bytes).toBeLessThanOrEqual(8.5 * MB)
      expect(archive.unpackedBytes).toBeLessThanOrEqual(12 * MB)
    })

    test('has all it needs', async () => {
      expect(archive.paths).toEqual(
        expect.arrayContaining([
          'package.json',
          'LICENSE',
          'out/main/main.js',
          'out/main/historyWorker.js',
          'out/main/headless.js',
          'out/preload/preload.cjs',
          'out/renderer/index.html',
          'out/renderer/diagram.html',
          'node_modules/better-sqlite3/package.json',
          'node_modules/better-sqlite3/LICENSE',
          'node_modules/better-sqlite3/lib/index.js',
          'resources/tray-linux.png',
          'resources/tray-windows@2x.png',
          'resources/dot-windows@2x.png'
        ])
      )
      const licences = await read(folder, 'THIRD-PARTY-LICENSES.txt')
      for (const name of ['better-sqlite3', 'react', 'zod', 'mermaid', 'hono', 'ws', 'electron-updater']) {
        expect(licences).toMatch(new RegExp(`^${name} \\d`, 'mu'))
      }
    })

    test('has nothing else', async () => {
      const top = new Set(archive.paths.map((path) => path.split('/')[0] ?? ''))
      expect([...top].toSorted()).toEqual(['LICENSE', 'node_modules', 'out', 'package.json', 'resources'])
      const modules = archive.paths.filter((path) => /^node_modules\/(@[^/]+\/)?[^/@]+$/u.test(path))
      expect(modules).toEqual(['node_modules/better-sqlite3'])
      const never =
        /\.(map|tsx?|mts|cts|md|jsonl|gyp|c|cc|cpp|h)$|bundled\.json$|\/(test|tests|docs|packaging)\//u
      expect(archive.paths.filter((path) => never.test(path))).toEqual([])
      expect(
        archive.paths.filter(
          (path) => path.startsWith('resources/') && !/\/(tray|dot)-\w+(@2x)?\.png$/u.test(path)
        )
      ).toEqual([])
    })

    test('has its own native module only, beside the archive, and no agent', async () => {
      const native = `node_modules/better-sqlite3/prebuilds/${prebuild}`
      expect(archive.unpacked).toEqual([native])
      expect(archive.paths.filter((path) => path.endsWith('.node'))).toEqual([native])
      // Claude Code itself is 200 MB and more: nothing near it.
      const large = (await filesUnder(folder)).filter(({ bytes }) => bytes > 10 * MB)
      expect(large).toEqual([])
      expect(archive.paths.filter((path) => /claude(\.exe)?$/u.test(path))).toEqual([])
    })
  })
}

test('a Linux executable has its fuses set', async ({ made }) => {
  const wire = await getCurrentFuseWire(join(made.linux, 'linux-unpacked', 'skein'))
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off
  })
})

test('a Mac’s app knows its links, takes folders, and the sum of its archive', async ({ made }) => {
  const contents = join(made.mac, 'mac-arm64', 'Skein.app', 'Contents')
  const info = (await read(contents, 'Info.plist')).replaceAll(/\s+/gu, '')
  expect(info).toContain('<key>CFBundleURLSchemes</key><array><string>skein</string></array>')
  expect(info).toContain('<key>LSItemContentTypes</key><array><string>public.folder</string></array>')
  expect(info).toContain('<key>LSHandlerRank</key><string>Alternate</string>')
  expect(info).toMatch(/<key>ElectronAsarIntegrity<\/key>.*<string>[0-9a-f]{64}<\/string>/u)
  expect(info).toContain('<string>app.skein.desktop</string>')
  const icon = await stat(join(contents, 'Resources', 'icon.icns'))
  expect(icon.size).toBe((await stat(join(root, 'resources', 'icon.icns'))).size)
  await printed('sh', ['-n', join(contents, 'Resources', 'bin', 'skein')])
})

test('Windows gets the command beside the app', async ({ made }) => {
  const app = join(made.win, 'win-arm64-unpacked')
  expect(await readdir(app)).toContain('Skein.exe')
  expect(await readdir(join(app, 'resources', 'bin'))).toEqual(['path.ps1', 'skein.cmd'])
})

test('texts of Chromium that nobody reads are left out', async ({ made }) => {
  expect((await readdir(join(made.linux, 'linux-unpacked', 'locales'))).toSorted()).toEqual([
    'de.pak',
    'en-US.pak'
  ])
})

test('tar.gz holds one folder with all of it', async ({ made }) => {
  const list = (await printed('tar', ['-tzf', join(made.linux, `Skein-${version}-linux-x64.tar.gz`)])).split(
    '\n'
  )
  const top = new Set(list.filter((line) => line !== '').map((line) => line.split('/')[0]))
  expect([...top]).toEqual([`Skein-${version}-linux-x64`])
  const names = list.map((line) => line.slice(line.indexOf('/') + 1))
  expect(names).toEqual(
    expect.arrayContaining(['skein', 'chrome-sandbox', 'resources/app.asar', 'LICENSES.chromium.html'])
  )
})

test('checksums fit, updates are described, and the bill names what is inside', async ({ made }) => {
  await printed('sha256sum', ['--check', '--strict', 'SHA256SUMS'], made.linux)
  const sums = await read(made.linux, 'SHA256SUMS')
  for (const kind of ['.deb', '.tar.gz', '.cdx.json', 'latest-linux.yml']) expect(sums).toContain(kind)
  expect(await read(made.linux, 'latest-linux.yml')).toContain(`version: ${version}`)

  const bill = await read(made.linux, `Skein-${version}.cdx.json`)
  for (const name of ['electron', 'react', 'better-sqlite3', 'electron-updater']) {
    expect(bill).toMatch(new RegExp(`"name": "${name}"`, 'u'))
  }
  for (const name of ['vitest', 'electron-builder', 'prettier'])
    expect(bill).not.toContain(`"name": "${name}"`)
})

test.describe('the deb', () => {
  let deb: string
  test.beforeAll(({ made }) => {
    deb = join(made.linux, `Skein-${version}-linux-amd64.deb`)
  })

  test('says what it is', async () => {
    const fields = await printed('dpkg-deb', ['-f', deb])
    expect(fields).toContain('Package: skein\n')
    expect(fields).toContain(`Version: ${version}\n`)
    expect(fields).toContain('Architecture: amd64\n')
    expect(fields).toContain('Description: A desktop home for coding-agent sessions\n')
    for (const library of ['libgtk-3-0', 'libnss3', 'libsecret-1-0', 'xdg-utils'])
      expect(fields).toContain(library)
  })

  test('puts everything in its place', async () => {
    const lines = (await printed('dpkg-deb', ['-c', deb])).split('\n')
    const files = new Map(lines.map((line) => [line.slice(line.indexOf('./') + 1), line.slice(0, 10)]))
    const places = [
      '/opt/Skein/skein',
      '/opt/Skein/chrome-sandbox',
      '/opt/Skein/resources/app.asar',
      '/opt/Skein/resources/app-update.yml',
      '/opt/Skein/resources/package-type',
      '/opt/Skein/resources/THIRD-PARTY-LICENSES.txt',
      '/opt/Skein/LICENSES.chromium.html',
      '/usr/bin/skein',
      '/usr/share/applications/skein.desktop',
      '/usr/share/metainfo/app.skein.Skein.metainfo.xml',
      '/usr/share/kio/servicemenus/skein.desktop',
      '/usr/share/nemo/actions/skein.nemo_action',
      ...[16, 24, 32, 48, 64, 128, 256, 512].map(
        (side) => `/usr/share/icons/hicolor/${side}x${side}/apps/skein.png`
      )
    ]
    expect([...files.keys()]).toEqual(expect.arrayContaining(places))
    expect(files.get('/usr/bin/skein')).toBe('-rwxr-xr-x')
    expect(files.get('/opt/Skein/skein')).toBe('-rwxr-xr-x')
    expect([...files].filter(([, mode]) => mode.startsWith('-') && /^.{5}w|^.{8}w/u.test(mode))).toEqual([])
  })

  test('updates itself from where it was told to', async ({}, info) => {
    const folder = info.outputPath('deb')
    await printed('dpkg-deb', ['-x', deb, folder])
    const update = await read(folder, 'opt/Skein/resources/app-update.yml')
    for (const line of ['provider: github', 'owner: skein', 'repo: skein']) expect(update).toContain(line)
    expect(await read(folder, 'opt/Skein/resources/package-type')).toBe('deb')
  })

  test('has scripts that a shell reads, and that make the sandbox’s helper root’s', async ({}, info) => {
    const folder = info.outputPath('control')
    await printed('dpkg-deb', ['-e', deb, folder])
    for (const name of ['postinst', 'postrm']) {
      await printed('sh', ['-n', join(folder, name)])
      expect(await read(folder, name)).not.toContain('${')
    }
    expect(await read(folder, 'postinst')).toContain("chmod 4755 '/opt/Skein/chrome-sandbox'")
  })

  test('has a desktop entry for links and no claim on folders', async ({}, info) => {
    const folder = info.outputPath('deb')
    await printed('dpkg-deb', ['-x', deb, folder])
    const path = join(folder, 'usr/share/applications/skein.desktop')
    const entry = await read(path)
    for (const line of [
      'Exec=/opt/Skein/skein %U',
      'Icon=skein',
      'StartupWMClass=skein',
      'MimeType=x-scheme-handler/skein;',
      'Categories=Development;'
    ]) {
      expect(entry.split('\n')).toContain(line)
    }
    test.skip(!hasProgram('desktop-file-validate'), 'desktop-file-validate is not installed')
    expect(await printed('desktop-file-validate', [path])).toBe('')
  })
})

test('software centres are told about this version', async () => {
  const path = join(root, 'resources/linux/app.skein.Skein.metainfo.xml')
  expect(/<release version="([^"]+)"/u.exec(await read(path))?.[1]).toBe(version)
  test.skip(!hasProgram('appstreamcli'), 'appstreamcli is not installed')
  await printed('appstreamcli', ['validate', '--no-net', path])
})

test('what Windows’ installer does beyond the files compiles', async ({}, info) => {
  test.skip(!hasProgram('makensis'), 'makensis is not installed')
  const script = info.outputPath('installer.nsi')
  // As much of electron-builder's own installer as ours leans on.
  await writeFile(
    script,
    `Unicode true
Name Skein
OutFile "${info.outputPath('Skein.exe')}"
InstallDir "$LOCALAPPDATA\\Programs\\Skein"
!include LogicLib.nsh
!include FileFunc.nsh
!define APP_EXECUTABLE_FILENAME "Skein.exe"
!define isUpdated \`$9 == 1\`
!include "${join(root, 'resources/windows/installer.nsh')}"
Section
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "un.Skein"
  !insertmacro customUnInstall
SectionEnd
`
  )
  await printed('makensis', ['-WX', '-V2', script])
})
