import { describe, expect, test } from 'vitest'
import { requestOfArguments, requestOfPath, requestOfLink } from './openRequest.ts'

const project = '0b2c6b4e-6f0e-4b7e-9f0c-0a3a9d6a1b11'
const session = '5f9d7f0a-2c1b-4f7e-8a66-1c2d3e4f5a6b'

const line = (
  args: readonly string[],
  platform: NodeJS.Platform = 'linux',
  cwd = platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada'
) => requestOfArguments({ argv: ['skein', ...args], cwd, platform, isPackaged: true })

describe('a command line', () => {
  test.each([
    ['nothing', [], { kind: 'app' }],
    ['only switches', ['--no-sandbox', '-psn_0_1', '--user-data-dir=/x'], { kind: 'app' }],
    ['a relative folder', ['tides'], { kind: 'folder', path: '/home/ada/tides' }],
    ['the folder one is in', ['.'], { kind: 'folder', path: '/home/ada' }],
    ['the folder above', ['../bob'], { kind: 'folder', path: '/home/bob' }],
    ['a full path', ['--x=1', '/srv/a b/ü', '--y'], { kind: 'folder', path: '/srv/a b/ü' }],
    ['a name that looks like a switch', ['--', '--tides'], { kind: 'folder', path: '/home/ada/--tides' }],
    ['a new session', ['--new-session'], { kind: 'new-session' }],
    ['no new session after --', ['--', '--new-session'], { kind: 'folder', path: '/home/ada/--new-session' }],
    ['a file address', ['file:///srv/a%20b'], { kind: 'folder', path: '/srv/a b' }],
    ['a file address elsewhere', ['file://host/srv'], { kind: 'refused', why: 'bad-path' }],
    ['a file address with NUL', ['file:///srv/%00'], { kind: 'refused', why: 'bad-path' }],
    ['a file address with a slash', ['file:///srv/%2fetc'], { kind: 'refused', why: 'bad-path' }],
    ['two folders', ['a', 'b'], { kind: 'refused', why: 'several' }],
    ['a link with company', [`skein://open?session=${session}`, 'b'], { kind: 'refused', why: 'several' }],
    ['NUL', ['a\0b'], { kind: 'refused', why: 'bad-path' }],
    ['a million characters', ['a'.repeat(1_000_000)], { kind: 'refused', why: 'too-long' }],
    ['an empty argument', [''], { kind: 'app' }]
  ])('%s', (_name, args, expected) => {
    expect(line(args)).toEqual(expected)
  })

  test('on Windows, with drives and shares', () => {
    expect(line(['tides'], 'win32')).toEqual({ kind: 'folder', path: 'C:\\Users\\ada\\tides' })
    expect(line(['D:\\x'], 'win32')).toEqual({ kind: 'folder', path: 'D:\\x' })
    expect(line(['\\\\nas\\x\\y'], 'win32')).toEqual({ kind: 'folder', path: '\\\\nas\\x\\y' })
    expect(line(['file:///C:/a%20b'], 'win32')).toEqual({ kind: 'folder', path: 'C:\\a b' })
  })

  test('while developing, the folder of the app is no request', () => {
    const argv = ['electron', '-r', 'loader.js', '--inspect=0', '.', '--user-data-dir=x', 'tides']
    const read = (args: readonly string[]) =>
      requestOfArguments({ argv: args, cwd: '/home/ada', platform: 'linux', isPackaged: false })
    expect(read(argv)).toEqual({ kind: 'folder', path: '/home/ada/tides' })
    expect(read(argv.slice(0, -1))).toEqual({ kind: 'app' })
  })
})

test('a folder the system hands over', () => {
  expect(requestOfPath('/Users/ada/tides', '/', 'darwin')).toEqual({
    kind: 'folder',
    path: '/Users/ada/tides'
  })
  expect(requestOfPath('/Users/a\nb', '/', 'darwin')).toEqual({ kind: 'refused', why: 'bad-path' })
})

describe('a link', () => {
  test.each([
    ['skein://open', { kind: 'app' }],
    [
      `skein://open?project=${project}`,
      { kind: 'link', link: { kind: 'project', project: { kind: 'id', id: project } } }
    ],
    [`SKEIN://OPEN/?session=${session}`, { kind: 'link', link: { kind: 'session', session, project: null } }],
    [
      `skein://open?project=%2Fsrv%2Fa%20b&session=${session}`,
      { kind: 'link', link: { kind: 'session', session, project: { kind: 'path', path: '/srv/a b' } } }
    ]
  ])('%s opens', (link, expected) => {
    expect(requestOfLink(link, 'linux')).toEqual(expected)
  })

  test.each([
    ['skein:open?project=/srv', 'bad-link'],
    ['skein:///open?project=/srv', 'bad-link'],
    ['skein://run?project=/srv', 'bad-link'],
    ['skein://open.evil.example?project=/srv', 'bad-link'],
    ['skein://open:80?project=/srv', 'bad-link'],
    ['skein://ada@open?project=/srv', 'bad-link'],
    ['skein://ada:x@open?project=/srv', 'bad-link'],
    ['skein://open/send?project=/srv', 'bad-link'],
    ['skein://open?project=/srv#allow', 'bad-link'],
    ['https://open?project=/srv', 'bad-link'],
    ['skein://', 'bad-link'],
    ['', 'bad-link'],
    ['skein://open?project=/srv\0', 'bad-link'],
    ['skein://open?project=/srv&project=/etc', 'bad-link'],
    ['skein://open?project=/srv&message=hi', 'unknown-parameter'],
    ['skein://open?trusted=1', 'unknown-parameter'],
    ['skein://open?__proto__=1', 'unknown-parameter'],
    ['skein://open?Project=/srv', 'unknown-parameter'],
    ['skein://open?project=', 'bad-path'],
    ['skein://open?project=srv', 'bad-path'],
    ['skein://open?project=~/x', 'bad-path'],
    ['skein://open?project=/srv/../etc', 'bad-path'],
    ['skein://open?project=/srv/%2e%2e/etc', 'bad-path'],
    ['skein://open?project=/srv/..', 'bad-path'],
    ['skein://open?project=/srv%00', 'bad-path'],
    ['skein://open?project=/srv%0Aetc', 'bad-path'],
    ['skein://open?project=/srv%E2%80%AEcod', 'bad-path'],
    ['skein://open?session=', 'bad-id'],
    ['skein://open?session=../../etc', 'bad-id'],
    [`skein://open?session=${session}%00`, 'bad-id'],
    [`skein://open?session=${session}/x`, 'bad-id'],
    [`skein://open?project=${'a'.repeat(1_000_000)}`, 'too-long']
  ])('%j is refused', (link, why) => {
    expect(requestOfLink(link, 'linux')).toEqual({ kind: 'refused', why })
  })

  test.each([
    ['C:\\work', 'C:\\work'],
    ['c:/work', 'c:\\work'],
    ['\\\\evil.example\\share', null],
    ['//evil.example/share', null],
    ['\\work', null],
    ['\\\\?\\C:\\work', null],
    ['C:work', null],
    ['C:\\work\\..\\x', null]
  ])('on Windows, the project %s', (path, opened) => {
    expect(requestOfLink(`skein://open?project=${encodeURIComponent(path)}`, 'win32')).toEqual(
      opened === null
        ? { kind: 'refused', why: 'bad-path' }
        : { kind: 'link', link: { kind: 'project', project: { kind: 'path', path: opened } } }
    )
  })
})
