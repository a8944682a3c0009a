import { expect, it, test } from 'vitest'
import { guideCommands } from './guideTexts.ts'
import { readCommand } from './readCommand.ts'
import { GuideStage } from '../../../tests/support/guideStage.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'

it('speaks the language of the windows, from the next turn on', async () => {
  const stage = new GuideStage({ files: { 'a.txt': 'one\n' } })
  let language: 'de' | 'en' = 'de'
  stage.agent.configure(() => ({ program: null, language }))
  const said = async (command: string): Promise<string> => {
    const before = stage.messages.length
    stage.begin(command)
    await stage.ended()
    const texts = stage.messages.slice(before + 1).flatMap(({ content }) => content)
    return texts.map((block) => (block.type === 'text' ? block.text : '')).join('|')
  }
  expect(await said('list')).toContain('In `.` liegen 0 Ordner und 1 Datei.')
  expect(await said('read a.txt')).toContain('`a.txt` hat 1 Zeile (4 Byte).')
  expect(await said('read b.txt')).toContain('In diesem Projekt gibt es kein `b.txt`.')
  expect(await said('search one')).toContain('„one“ steht in 1 Zeile von 1 Datei; durchsucht habe ich 1.')
  expect(await said('edit a.txt')).toContain('`edit <Pfad> <alt> => <neu>`')
  expect(await said('say x')).toContain('`say <n> words (n von 1 bis 20000)`')
  expect(await said('help')).toBe(de.help)
  expect(await said('was ist das?')).toBe(de.unknown)
  language = 'en'
  expect(await said('list')).toContain('holds 0 folders and 1 file.')
})

it('offers its commands in that language, typed as ever', async () => {
  const { agent } = new GuideStage()
  agent.configure(() => ({ program: null, language: 'de' }))
  const { commands } = await agent.offer({ cwd: '/', trusted: false })
  expect(commands).toEqual(guideCommands(de))
  expect(commands.find(({ name }) => name === 'list')?.argumentHint).toBe('[Pfad]')
  expect(commands.map(({ name }) => name)).toEqual(guideCommands(en).map(({ name }) => name))
  for (const { name } of commands) expect(readCommand(name).type).not.toBe('unknown')
})

test('what is held back or denied is told to the page in the words it knows, in any language', async () => {
  const stage = new GuideStage({ permissionMode: 'plan' })
  stage.agent.configure(() => ({ program: null, language: 'de' }))
  stage.begin('run true')
  await stage.ended()
  const blocks = stage.messages.flatMap(({ content }) => content)
  expect(blocks.find((block) => block.type === 'tool_result')).toMatchObject({
    content: expect.stringMatching(/^The session is in plan mode,/u)
  })
  expect(blocks.at(-1)).toEqual({ type: 'text', text: de.planMode })
})

test('no text is the same in both languages', () => {
  const german = new Map(textsOf(de, ''))
  const alike = textsOf(en, '').filter(([place, text]) => german.get(place) === text)
  expect(textsOf(en, '').length).toBeGreaterThan(90)
  const places = [...german.keys()].filter((place) => !place.startsWith('.places'))
  expect(places).toEqual(textsOf(en, '').map(([place]) => place))
  expect(alike).toEqual([])
})

/** Each text by its place; of a function what it says of two things. */
function textsOf(value: unknown, place: string): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function') return [[place, String(value(2, 3, 4, false))]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${place}.${name}`))
}
