import { expect, test } from 'vitest'
import { answerLimitMs, folderTrouble, untilFolderAnswers } from './folderTrouble.ts'
import { handClock } from '../../tests/support/handClock.ts'

const folder = '/home/ä b/Skein'

test.each([
  ['ENOSPC', 'its disk is full'],
  ['EROFS', 'can only be read'],
  ['EACCES', 'you may not write there'],
  ['EEXIST', 'a file in its place'],
  ['ESTALE', 'network drive'],
  ['EMFILE', 'EMFILE: no such luck']
])('%s is said as %s, with the folder and a way out', (code, words) => {
  const { message } = folderTrouble(folder, Object.assign(new Error(`${code}: no such luck`), { code }))
  expect(message).toContain(folder)
  expect(message).toContain(words)
  expect(message).toMatch(/choose another folder with --data or SKEIN_DATA\.$/)
})

test('a folder that is there, or is not there yet, has answered', async () => {
  const clock = handClock()
  const answers = [() => Promise.resolve(), () => Promise.reject(new Error('ENOENT'))]
  for (const look of answers) expect(await untilFolderAnswers(folder, clock, look)).toBeUndefined()
})

test('a folder that says nothing is given up with a sentence', async () => {
  const clock = handClock()
  const waiting = untilFolderAnswers(folder, clock, () => new Promise(() => undefined))
  clock.advance(answerLimitMs)
  await expect(waiting).rejects.toThrow(`The data folder ${folder} does not answer.`)
})
