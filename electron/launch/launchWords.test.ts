import { describe, expect, it } from 'vitest'
import { launchWords, troubleOf } from './launchWords.ts'

const fails = (code: string): Error => Object.assign(new Error(`${code}: no such luck`), { code })

describe('in German', () => {
  const words = launchWords('de-AT')

  it.each([
    ['ENOSPC', 'Datenträger ist voll'],
    ['EROFS', 'nur lesen'],
    ['EACCES', 'Du darfst dort nicht schreiben'],
    ['EEXIST', 'An seiner Stelle liegt eine Datei'],
    ['ESTALE', 'Netzlaufwerk'],
    ['EMFILE', 'EMFILE: no such luck']
  ])('%s is said as %s, with the folder and a way out', (code, said) => {
    const sentence = words.unusable('/d', troubleOf(fails(code)), fails(code).message)
    expect(sentence).toContain('Der Datenordner /d lässt sich nicht benutzen.')
    expect(sentence).toContain(said)
    expect(sentence).toMatch(/oder wähle mit --data oder SKEIN_DATA einen anderen Ordner\.$/)
  })

  it('a folder that is in use says by whom', () => {
    expect(words.held('/d', 7)).toMatch(/^Prozess 7 betreibt Skein schon mit \/d\./)
    expect(words.held('/d', null)).toMatch(/^Ein anderer Prozess /)
  })
})

it.each(['de', 'de-CH', 'DE'])('%s is German', (locale) => {
  expect(launchWords(locale).notStarted).toBe('Skein konnte nicht starten')
})
it.each(['en-US', 'fr', 'nds', 'C'])('%s is said in English', (locale) => {
  expect(launchWords(locale).notStarted).toBe('Skein could not start')
})
it('every sentence is another one in German', () => {
  const [one, other] = [launchWords('en'), launchWords('de')].map((words) => [
    ...Object.values(words).filter((word) => typeof word === 'string'),
    words.unexpected(''),
    words.couldNotStart(''),
    words.silent('')
  ])
  expect(one?.filter((sentence, at) => sentence === other?.[at])).toEqual([])
})
