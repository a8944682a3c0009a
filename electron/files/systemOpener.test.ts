import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuzzRuns } from '../../tests/attacks/support/fuzzRuns.ts'
import { isPlainText } from './shownKinds.ts'
import { systemOpener } from './systemOpener.ts'

const platforms = ['linux', 'darwin', 'win32'] as const
const folderOf = { linux: '/p', darwin: '/p', win32: 'C:\\p' } as const
const join = (platform: (typeof platforms)[number], name: string): string =>
  `${folderOf[platform]}${platform === 'win32' ? '\\' : '/'}${name}`

type Asked = Partial<Omit<Parameters<typeof systemOpener>[0], 'path'>>

/** Whether the file itself is handed to the system, or only its folder. */
function isOpened(name: string, platform: (typeof platforms)[number], asked: Asked = {}): boolean {
  const path = join(platform, name)
  const { args } = systemOpener({ path, isExecutable: false, ...asked }, platform)
  return args.length === 1 && args[0] === path
}

const onAll = (name: string, asked: Asked = {}): boolean[] =>
  platforms.map((platform) => isOpened(name, platform, asked))

describe('what is shown, played or edited is opened', () => {
  test.each([
    'a.ts',
    'a.TXT',
    'read.me.md',
    'a.json',
    'a.yml',
    'a.c',
    'a.rs',
    'a.go',
    'a.java',
    'a.css',
    'a.log',
    'a.csv',
    'a.png',
    'a.JPG',
    'a.webp',
    'a.pdf',
    'a.mp3',
    'a.mp4',
    'a.docx',
    'a.xlsx',
    'a.pptx',
    '.gitignore',
    '.env',
    'a.exe.pdf',
    'ä ö.md'
  ])('%s', (name) => expect(onAll(name)).toEqual([true, true, true]))
})

describe('what could run, and what nobody knows, is shown in its folder', () => {
  test.each(
    [
      '.inetloc .fileloc .webloc .url .pkg .mpkg .mobileconfig .iso .img .dmg .appinstaller .appx .msix .msixbundle',
      '.library-ms .search-ms .searchconnector-ms .settingcontent-ms .chm .hlp .rdp .desktop .lnk .scf .theme .themepack',
      '.msi .msp .msc .mst .jar .jnlp .docm .dotm .dot .doc .xls .xlsm .xlsb .xlam .xll .xla .iqy .slk .ppt .pptm .ppam .pot',
      '.odt .ods .rtf .pub .mdb .accdb .one .command .terminal .tool .workflow .action .app .bundle .prefPane .saver .scpt',
      '.scptd .applescript .kext .plugin .qlgenerator .dylib .exe .com .scr .pif .cpl .bat .cmd .ps1 .psm1 .vbs .vbe .jse',
      '.wsf .wsh .hta .reg .inf .ins .isp .job .gadget .application .appref-ms .vhd .vhdx .cab .zip .7z .rar .tar .gz .sh',
      '.bash .zsh .fish .run .AppImage .deb .rpm .flatpakref .snap .service .html .htm .xhtml .mht .mhtml .svg .xml .xsl',
      '.rss .swf .ps .eps .m3u .m3u8 .pls .asx .wmv .wma .wax .ipynb .class .pyc .pyz .ova .vbox .ovpn .torrent .cer .crt',
      '.p12 .pfx .p7b .vcf .ics .eml .msg .website .symlink .savedSearch .xcodeproj .playground .dtplugin .wflow .unknown'
    ].flatMap((kinds) => kinds.split(' '))
  )('%s', (kind) => {
    expect(onAll(`a${kind}`)).toEqual([false, false, false])
    expect(onAll(`a${kind.toUpperCase()}`)).toEqual([false, false, false])
    expect(onAll(`report.pdf${kind}`)).toEqual([false, false, false])
    expect(onAll(kind)).toEqual([false, false, false])
  })

  test.each(['.js', '.jsx', '.py', '.rb', '.pl', '.php', '.lua', '.tcl', '.jl', '.exs'])(
    '%s where the system may give it to what runs it',
    (kind) => expect(onAll(`a${kind}`)).toEqual([true, false, false])
  )

  test('whatever may be run, whatever it is called', () => {
    for (const name of ['a.txt', 'a.pdf', 'tool', 'a.png']) {
      expect(onAll(name, { isExecutable: true })).toEqual([false, false, false])
    }
  })

  test.each([
    'a.txt.',
    'a.txt ',
    'a.exe. ',
    'a.txt. .',
    'a.',
    '.',
    'a.tx t',
    'a.txt\u200b',
    'evil\u202etxt.exe',
    'evil\u202egpj.exe.png',
    'a\u2066.pdf',
    'a.p\u00addf',
    'a\u115f.md',
    'a\u3164.md',
    'a\u{e0041}.md',
    'a\n.md',
    'a.mｄ',
    'a.m\u212av',
    'a.ſvg',
    'a.txt::$DATA',
    'a.md,evil'
  ])('%j', (name) => expect(onAll(name)).toEqual([false, false, false]))

  test('none of any name that is made up, but for the kinds that are known', () => {
    const kind = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => !/[./\\]/u.test(text))
    fc.assert(
      fc.property(kind, fc.constantFrom(...platforms), (made, platform) => {
        expect(isOpened(`a.${made} x`, platform)).toBe(false)
        expect(isOpened(`a.md.${made}\u202e`, platform)).toBe(false)
      }),
      fuzzRuns()
    )
  })
})

describe('a name without an extension', () => {
  const head = (text: string): Asked => ({ head: Buffer.from(text) })
  test('is opened when it is plain text', () => {
    expect(onAll('LICENSE', head('MIT License\n'))).toEqual([true, true, true])
    expect(onAll('Makefile', head('all:\n\techo <$@>\n'))).toEqual([true, true, true])
    expect(onAll('empty', head(''))).toEqual([true, true, true])
    expect(isPlainText(Buffer.from('grüße').subarray(0, 3))).toBe(true)
  })

  test.each([
    '#!/bin/sh\n',
    '\n #!/bin/sh',
    '\uFEFF#!/bin/sh',
    '<html>',
    'x <SCRIPT>',
    '<?xml version="1.0"?>',
    '<svg/>',
    '[Desktop Entry]\n',
    '[InternetShortcut]\n',
    '%!PS-Adobe',
    '%PDF-1.7',
    '{\\rtf1',
    'MZ\0\0',
    '\x7fELF\0',
    'text\0',
    '<!DOCTYPE plist>'
  ])('is shown in its folder when it begins with %j', (text) => {
    expect(onAll('README', head(text))).toEqual([false, false, false])
  })

  test('is shown in its folder when it is no text, or nobody looked', () => {
    expect(onAll('a', { head: Buffer.from([0xca, 0xfe, 0xba, 0xbe]) })).toEqual([false, false, false])
    expect(onAll('a')).toEqual([false, false, false])
    expect(onAll('a', { head: null })).toEqual([false, false, false])
  })
})

test('a folder is opened, one with an extension is shown in its own', () => {
  expect(onAll('src', { isFolder: true })).toEqual([true, true, true])
  expect(onAll('.github', { isFolder: true })).toEqual([true, true, true])
  for (const name of [
    'Evil.app',
    'a.workflow',
    'a.bundle',
    'a.{20D04FE0-3AEA-1069-A2D8-08002B30309D}',
    'a.pdf',
    'x.playground'
  ]) {
    expect(onAll(name, { isFolder: true })).toEqual([false, false, false])
  }
})
