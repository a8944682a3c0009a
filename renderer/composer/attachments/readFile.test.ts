import { describe, expect, test, vi } from 'vitest'
import { fileKind } from './fileKind.ts'
import { fitWithin } from './fitWithin.ts'
import { readFile } from './readFile.ts'
import type { FittedPicture } from './shrinkPicture.ts'

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4)
const asItIs = (blob: Blob): Promise<FittedPicture> => Promise.resolve({ blob, changed: null })

function file(name: string, content: string | Uint8Array<ArrayBuffer>, type = ''): File {
  return new File([content], name, { type })
}

describe('a file becomes an attachment', () => {
  test('text as it is, whatever its ending', async () => {
    expect(await readFile(file('Makefile', 'all: ünïcode\n'), asItIs)).toEqual({
      ok: true,
      attachment: { type: 'text', name: 'Makefile', text: 'all: ünïcode\n' },
      note: null
    })
  })

  test('text in UTF-16, by the mark at its beginning', async () => {
    const text = Uint8Array.of(0xff, 0xfe, 0x68, 0, 0x69, 0)
    expect(await readFile(file('a.txt', text), asItIs)).toMatchObject({ attachment: { text: 'hi' } })
  })

  test('a picture, called what it is and not what its name says', async () => {
    expect(await readFile(file('photo.jpg', PNG, 'image/jpeg'), asItIs)).toEqual({
      ok: true,
      attachment: { type: 'image', mediaType: 'image/png', name: 'photo.jpg', data: 'iVBORw0KGgoBAgME' },
      note: null
    })
  })

  test('a picture that was made smaller says so', async () => {
    const shrink = vi.fn((blob: Blob) =>
      Promise.resolve({
        blob,
        changed: { from: { width: 4000, height: 3000 }, to: { width: 1568, height: 1176 } }
      })
    )
    expect(await readFile(file('a.png', PNG), shrink)).toMatchObject({
      note: 'Made smaller: 4000 × 3000 → 1568 × 1176'
    })
  })

  test('a PDF in base64', async () => {
    expect(await readFile(file('a.pdf', '%PDF-1.7'), asItIs)).toEqual({
      ok: true,
      attachment: { type: 'pdf', name: 'a.pdf', data: btoa('%PDF-1.7') },
      note: null
    })
  })
})

describe('what cannot be sent is named, with its reason', () => {
  const reasonOf = async (given: File, shrink = asItIs): Promise<string> => {
    const read = await readFile(given, shrink)
    return read.ok ? 'it was taken' : read.reason
  }

  test.each([
    [
      'a picture that is damaged',
      file('a.png', PNG),
      'a.png was not attached: it cannot be read as a picture.'
    ],
    ['SVG', file('a.svg', '<svg/>'), 'a.svg was not attached: agents cannot see SVG pictures.'],
    [
      'HEIC',
      file('a.heic', '\0\0\0\x18ftypheic'),
      'a.heic was not attached: agents cannot see HEIC pictures. Save it as PNG or JPEG.'
    ],
    [
      'a program',
      file('a.exe', 'MZ\0\0'),
      'a.exe was not attached: only pictures (PNG, JPEG, GIF, WebP), PDF and'
    ],
    [
      'bytes that are no text',
      file('a.dat', Uint8Array.of(0xc3, 0x28, 0x80)),
      'a.dat was not attached: only'
    ],
    [
      'a text that is too large',
      file('a.log', 'x'.repeat(1024 * 1024 + 1)),
      'a.log was not attached: it has 1 MB, at most 1 MB can be sent.'
    ],
    [
      'a PDF that is too large',
      file('a.pdf', `%PDF-${' '.repeat(21 * 1024 * 1024)}`),
      'a.pdf was not attached: it has 21 MB, at most 20 MB can be sent.'
    ]
  ])('%s', async (_name, given, reason) => {
    expect(await reasonOf(given, () => Promise.reject(new Error('no picture')))).toContain(reason)
  })

  test('a folder, or a file that has gone', async () => {
    const gone = file('gone', 'x')
    vi.spyOn(gone, 'slice').mockImplementation(() => {
      throw new DOMException('not found', 'NotFoundError')
    })
    expect(await reasonOf(gone)).toContain('gone was not attached: it cannot be read.')
  })
})

test('a text that begins like a bitmap is a text', () => {
  expect(fileKind(new TextEncoder().encode('BMW is a maker of cars'), 'cars.txt')).toEqual({ kind: 'text' })
})

test.each([
  [
    { width: 4000, height: 3000 },
    { width: 1568, height: 1176 }
  ],
  [
    { width: 100, height: 20_000 },
    { width: 8, height: 1568 }
  ],
  [
    { width: 20_000, height: 1 },
    { width: 1568, height: 1 }
  ],
  [
    { width: 800, height: 600 },
    { width: 800, height: 600 }
  ]
])('%o fits as %o', (size, fitted) => {
  expect(fitWithin(size, 1568)).toEqual(fitted)
})
