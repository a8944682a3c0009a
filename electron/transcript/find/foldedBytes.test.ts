import { expect, it } from 'vitest'
import { plainText } from '../../../shared/searchText.ts'
import { foldedIn } from './foldedBytes.ts'

const bytesOf = (text: string): string => Buffer.from(text).toString('latin1')

it('whatever of Unicode reads as letters is found in their place, and so is what nobody sees', () => {
  const missed: string[] = []
  const zebra = foldedIn('zebra')
  for (let point = 0x80; point <= 0x10_ffff; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    const sign = String.fromCodePoint(point)
    const plain = plainText(sign)
    if (plain === '' && !zebra(bytesOf(`z${sign}ebra`))) missed.push(point.toString(16))
    if (!/^[a-z0-9 ]+$/.test(plain)) continue
    const wholes = [
      plain,
      `a${plain}`,
      `${plain}a`,
      `a${plain}b`,
      `ab${plain}`,
      `${plain}ab`,
      `a${plain}${plain}b`
    ]
    const texts = [sign, `a${sign}`, `${sign}a`, `a${sign}b`, `ab${sign}`, `${sign}ab`, `a${sign}${sign}b`]
    for (const [at, whole] of wholes.entries()) {
      if (!foldedIn(whole)(bytesOf(`, ${texts[at]}. `))) missed.push(`${point.toString(16)} ${whole}`)
    }
  }
  expect(missed).toEqual([])
})

it.each([
  '日本語のデータ',
  '「新しい」セッション。',
  '完了，谢谢！',
  '한국',
  'привет',
  '→ ✓ │ ─ 😀 🚀',
  'it’s — “so” …',
  '❤️',
  'größe naïve'
])('%s need not be decoded for other letters', (text) => {
  expect(foldedIn('zebra')(bytesOf(`a ${text} b`))).toBe(false)
})

it('marks of Markdown may part a letter from the rest', () => {
  const found = foldedIn('naive')
  expect(['na**ï**ve', 'n*a*ïve', 'naïv*e*', '*na*ïve'].map((text) => found(bytesOf(text)))).toEqual([
    true,
    true,
    true,
    true
  ])
})
