import { expect, it } from 'vitest'
import { readFrame } from './frames.ts'
import { newProcessState, readNews } from './news.ts'

function titlesOf(title: string): string[] {
  const frame = readFrame({ type: 'system', subtype: 'session_title_changed', title })
  const news = frame?.type === 'system' ? readNews(newProcessState(), frame) : []
  return news.flatMap((output) => (output.type === 'title_changed' ? [output.title] : []))
}

it.each<[string, readonly string[]]>([
  ['Mend the shed', ['Mend the shed']],
  [' Mend the shed\n', ['Mend the shed']],
  ['<ide_opened_file>shed.md is open</ide_opened_file>Mend the shed', ['Mend the shed']],
  ['<system-reminder>for the model</system-reminder>', []],
  ['<command-name>/clear</command-name>', []],
  ['/clear', []],
  ['', []]
])('a title that changes while the program runs is one after a reload, too: %j', (title, right) => {
  expect(titlesOf(title)).toStrictEqual(right)
})
