import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPattern, hitsOf, longestHit } from './findPattern.ts'

function found(text: string, query: string, isMarkdown = true): readonly string[] {
  return [...hitsOf(text, findPattern(query), isMarkdown)].map(({ at, length }) =>
    text.slice(at, at + length)
  )
}

describe('words of an answer', () => {
  // vicoa#32 and its kin: each is drawn as one run of words.
  it.each([
    ['**foo**bar', 'foobar', 'foo**bar'],
    ['foo**bar**', 'foobar', 'foo**bar'],
    ['f*o*obar', 'foobar', 'f*o*obar'],
    ['***foo***bar', 'FOOBAR', 'foo***bar'],
    ['~~foo~~bar', 'foobar', 'foo~~bar'],
    ['`foo`bar', 'foobar', 'foo`bar'],
    ['a **bold *and* thin** b', 'bold and thin', 'bold *and* thin'],
    ['click **Save** now', 'click save now', 'click **Save** now'],
    ['_very_ good', 'very good', 'very_ good'],
    ['**「设置」**页面', '「设置」页面', '「设置」**页面'],
    ['**설정**을', '설정을', '설정**을'],
    ['**cafe\u0301**s', 'caf\u00e9s', 'cafe\u0301**s'],
    ['2 * 3 and foobar', 'foobar', 'foobar'],
    ['**Stra\u00df**e', 'strasse', 'Stra\u00df**e'],
    ['**na\u00ef**ve', 'naive', 'na\u00ef**ve'],
    ['pre\u00ad**fix**\u200bed', 'prefixed', 'pre\u00ad**fix**\u200bed'],
    ['**a.b**(c)', 'a.b(c)', 'a.b**(c)'],
    [String.raw`snake\_case\_name`, 'snake_case_name', String.raw`snake\_case\_name`],
    [String.raw`2 \* 3 \< 7`, '2 * 3 < 7', String.raw`2 \* 3 \< 7`],
    ['salt &amp; pepper', 'salt & pepper', 'salt &amp; pepper'],
    ['if a &lt; b &#38;&amp; c &gt; d', 'a < b && c > d', 'a &lt; b &#38;&amp; c &gt; d'],
    ['say &quot;it&#39;s&quot;', '"it\'s"', '&quot;it&#39;s&quot;'],
    ['see [the docs](https://x.y/z?a=1) now', 'the docs now', 'the docs](https://x.y/z?a=1) now'],
    ['pre[fix](u)ed', 'prefixed', 'pre[fix](u)ed'],
    ['a [**bold** link](<u v>) b', 'bold link b', 'bold** link](<u v>) b'],
    ['a [link](u "title here") b', 'a link b', 'a [link](u "title here") b'],
    ['**[설정](u)**을', '설정을', '설정](u)**을'],
    ['`arr[0]`', 'arr[0]', 'arr[0]']
  ])('%s is found by %s', (text, query, hit) => {
    expect(found(text, query)).toEqual([hit])
  })

  it.each([
    ['foo_bar', 'foobar'],
    ['foo\uff0abar', 'foobar'],
    ['fo\u00f6**bar', 'foobar'],
    ['2*3', '23'],
    ['a ** b', 'ab'],
    ['foo~bar', 'foobar'],
    ['**foo\n\nbar**', 'foobar'],
    ['foo**', 'foo**x'],
    ['arr[i] = 1', 'arri = 1'],
    ['f[a](b', 'fab'],
    ['![alt](u)x', 'altx']
  ])('%s is not found by %s: its signs are drawn', (text, query) => {
    expect(found(text, query)).toEqual([])
  })

  it('signs that are looked for are found as they are written', () => {
    expect(found('**bold** and 2*3', '**bold**')).toEqual(['**bold**'])
    expect(found('2*3', '2*3')).toEqual(['2*3'])
  })
})

it('what is no Markdown is found as it is written, and only so', () => {
  expect(found('**foo**bar foobar', 'foobar', false)).toEqual(['foobar'])
})

it('whatever words an answer has, they are found wherever marks stand in them', () => {
  const word = fc.stringMatching(/^[a-z]{2,10}$/)
  fc.assert(
    fc.property(word, fc.nat(9), fc.constantFrom('**', '*', '`', '~~', '***'), (letters, place, mark) => {
      const cut = 1 + (place % (letters.length - 1))
      for (const text of [
        `${mark}${letters.slice(0, cut)}${mark}${letters.slice(cut)}`,
        `${letters.slice(0, cut)}${mark}${letters.slice(cut)}${mark}`
      ]) {
        const [hit] = hitsOf(`before ${text} after`, findPattern(letters), true)
        expect(hit).toBeDefined()
        expect(hit?.length).toBeLessThanOrEqual(longestHit(letters))
      }
    }),
    { numRuns: 200 }
  )
})

it('a letter that stands for two is one hit, and so are its accents', () => {
  expect(found('Stra\u00dfe', 's', false)).toEqual(['S', '\u00df'])
  expect(found('a\u0301\u0323b', 'a', false)).toEqual(['a\u0301\u0323'])
})

it('what a search leaves out is found when nothing else is looked for, as it is written', () => {
  expect(found('a\u00b7b', '\u00b7', false)).toEqual(['\u00b7'])
  expect(found('a\u00adb', '\u00ad', false)).toEqual(['\u00ad'])
})
