import { expect, it } from 'vitest'
import { resumeOf } from './resume.ts'
import type { ResumeFacts } from './resume.ts'

const fine: ResumeFacts = {
  isHeld: false,
  hasPast: true,
  hasTranscript: true,
  folder: '/p',
  folderIsThere: true,
  canFork: true
}

it.each<[string, Partial<ResumeFacts>, string | null, string[]]>([
  ['nothing is wrong', {}, null, []],
  ['nothing was said, so nothing is lost', { hasPast: false, hasTranscript: false }, null, []],
  ['the transcript is gone', { hasTranscript: false }, 'transcript_gone', ['restore', 'summarize']],
  ['the folder is gone', { folderIsThere: false }, 'folder_gone', ['choose_folder', 'summarize']],
  [
    'the folder of a session in which nothing was said is gone',
    { folderIsThere: false, hasPast: false, hasTranscript: false },
    'folder_gone',
    ['choose_folder']
  ],
  ['another program has it', { isHeld: true }, 'held', ['fork', 'summarize']],
  ['another program has it and its agent makes no copies', { isHeld: true, canFork: false }, 'held', []],
  [
    'transcript and folder are gone: without the one the other helps nobody',
    { hasTranscript: false, folderIsThere: false },
    'transcript_gone',
    ['restore', 'summarize']
  ]
])('%s', (_, facts, trouble, choices) => {
  expect(resumeOf({ ...fine, ...facts })).toEqual({ trouble, choices, folder: '/p' })
})

it('never offers what would silently begin anew', () => {
  const flags = [true, false]
  for (const isHeld of flags)
    for (const hasTranscript of flags)
      for (const folderIsThere of flags) {
        const told = resumeOf({ ...fine, isHeld, hasTranscript, folderIsThere })
        expect(told.trouble === null).toBe(!isHeld && hasTranscript && folderIsThere)
        expect(told.choices.length > 0).toBe(told.trouble !== null)
      }
})
