import { expect, it } from 'vitest'
import { webLinks } from './webLinks.ts'

it('takes the links out of the text', () => {
  const text =
    'Web search results for query: "tides"\n\nLinks: [{"title":"Tides","url":"https://a.example/x"},{"url":"https://b.example"}]\n\nThe moon does it.'
  expect(webLinks(text)).toEqual({
    links: [
      { title: 'Tides', url: 'https://a.example/x' },
      { title: '', url: 'https://b.example' }
    ],
    rest: 'The moon does it.'
  })
})

it.each(['No links here.', 'Links: [{"title":"cut', 'Links: [1, 2]'])('leaves %j as it is', (text) => {
  expect(webLinks(text)).toEqual({ links: [], rest: text })
})
