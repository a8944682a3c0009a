import { describe, expect, it } from 'vitest'
import { codePlace, linkTarget } from './linkTarget.ts'

describe('linkTarget', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<b>x</b>',
    'file:///etc/passwd',
    'blob:https://a/b',
    'about:blank',
    'ftp://a.b/c',
    'x-app:run',
    'view-source:https://a.b',
    '//evil.example/x',
    '\\\\evil\\share',
    '#here',
    '?query',
    ''
  ])('leads nowhere: %j', (href) => {
    expect(linkTarget(href)).toEqual({ kind: 'nowhere' })
  })

  it.each([
    ['https://a.b/c?d#e', { kind: 'web', href: 'https://a.b/c?d#e' }],
    ['mailto:a@b.c', { kind: 'web', href: 'mailto:a@b.c' }],
    ['src/a.ts', { kind: 'file', path: 'src/a.ts', line: null }],
    ['./a%20b.ts:12:3', { kind: 'file', path: './a b.ts', line: 12 }],
    ['/etc/hosts#L3-L9', { kind: 'file', path: '/etc/hosts', line: 3 }],
    ['C:\\x\\y.ts:5', { kind: 'file', path: 'C:\\x\\y.ts', line: 5 }],
    ['README:7', { kind: 'file', path: 'README', line: 7 }],
    ['100%.md', { kind: 'file', path: '100%.md', line: null }],
    ['100%25.md#L3', { kind: 'file', path: '100%.md', line: 3 }],
    ['docs/a%23b.md', { kind: 'file', path: 'docs/a#b.md', line: null }],
    ['docs/a%23b.md#L7', { kind: 'file', path: 'docs/a#b.md', line: 7 }],
    ['docs/why%3F.md:3:1', { kind: 'file', path: 'docs/why?.md', line: 3 }],
    ['src/a.ts?plain=1#L7', { kind: 'file', path: 'src/a.ts', line: 7 }],
    ['src/a.ts#some-title', { kind: 'file', path: 'src/a.ts', line: null }]
  ])('knows where %j leads', (href, target) => {
    expect(linkTarget(href)).toEqual(target)
  })
})

describe('codePlace', () => {
  it.each(['src/a.ts:12', 'a.rs:3:9', '.github/x.yml:1', 'C/x.h:2'])('is a place: %s', (code) => {
    expect(codePlace(code).kind).toBe('file')
  })
  it.each(['a.b', 'localhost:3000', '127.0.0.1:8080', 'a:12', 'x.y:z', 'npm run x.js:1'])(
    'is none: %s',
    (code) => {
      expect(codePlace(code).kind).toBe('nowhere')
    }
  )
})
