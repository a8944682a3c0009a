import { describe, expect, it } from 'vitest'
import { readSpacedLink } from './spacedLink.ts'

describe('a link to a path with spaces', () => {
  it.each([
    ['[a](/x/My Files/a b.ts)', '/x/My Files/a b.ts'],
    ['[a](/x/My\\ Files/a\\ b.ts)', '/x/My Files/a b.ts'],
    ['[a](/x (1)/b c.ts) and more', '/x (1)/b c.ts'],
    ['[a](My File.md#L3)', 'My File.md#L3'],
    ['[a](C:\\My Files\\b.ts:12)', 'C:\\My Files\\b.ts:12']
  ])('%s leads to where it says', (written, href) => {
    expect(readSpacedLink(written)).toMatchObject({ href, label: 'a', title: '', isImage: false })
  })

  it('may have a title, and be a picture', () => {
    expect(readSpacedLink('![a b](/x y.png "of mine")')).toEqual({
      raw: '![a b](/x y.png "of mine")',
      isImage: true,
      label: 'a b',
      href: '/x y.png',
      title: 'of mine'
    })
  })

  it.each(['[1](see below)', '[a](/x)', '[a](/x y\nz.ts)', '[a] (/x y.ts)', '[a](/x y.ts', '[a](/x <y>.ts)'])(
    '%j is none',
    (written) => {
      expect(readSpacedLink(written)).toBeNull()
    }
  )
})
