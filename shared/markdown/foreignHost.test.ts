import { expect, it } from 'vitest'
import { foreignAddress } from './foreignHost.ts'

it.each([
  ['https://müller.de', 'https://müller.de'],
  ['https://über.example/a?b=ü#c, then', 'https://über.example/a?b=ü#c'],
  ['www.größe.de.', 'www.größe.de'],
  ['https://пример.рф/путь und', 'https://пример.рф/путь'],
  ['https://例え.jp/パス', 'https://例え.jp/パス'],
  ['https://例え.jp/パス。次', 'https://例え.jp/パス'],
  ['https://例え.jpを見て', 'https://例え.jp'],
  ['https://例え.テスト:8080/a', 'https://例え.テスト:8080/a'],
  ['https://m例え.jp', 'https://m例え.jp'],
  ['https://m例え.jp/パス。次', 'https://m例え.jp/パス'],
  ['https://www.m例え.co.jp を見て', 'https://www.m例え.co.jp'],
  ['www.m例え.jp', 'www.m例え.jp'],
  ['https://müller.de/路径', 'https://müller.de/'],
  ['https://müller.de/a_(b)) end', 'https://müller.de/a_(b)']
])('%s begins with the address %s', (text, address) => {
  expect(foreignAddress(text)).toMatchObject({ raw: address, text: address })
})

it.each([
  ['https://example.com/ü', 'an ASCII host is read as ever'],
  ['https://example.com이고', 'the letters follow without a space'],
  ['https://example.comとgoogle.com', 'the letters join two addresses'],
  ['https://xn--mller-kva.de', 'as it is asked for'],
  ['https://ｇoogle.com', 'is read as one host and asked for as another'],
  ['https://goo\u00ADgle.de', 'a sign that is not seen'],
  ['https://例え', 'no host'],
  ['ftp://müller.de', 'another scheme']
])('%s is none of these: %s', (text) => {
  expect(foreignAddress(text)).toBeUndefined()
})

it('takes no longer for a text that could be one for long', () => {
  for (const text of [
    `https://${'ü.'.repeat(50_000)}`,
    `https://${'ü'.repeat(100_000)}`,
    `https://ü.de/${'('.repeat(100_000)}`
  ])
    expect(foreignAddress(text)?.raw.length ?? 0).toBeLessThan(3_000)
})
