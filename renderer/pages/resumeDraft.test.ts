import { expect, it } from 'vitest'
import { resumeDraft } from './resumeDraft.ts'

it('tells the first words, the last messages and the edited files, quoted', () => {
  const text = resumeDraft({
    first: 'Repair the gate',
    last: [
      { role: 'user', text: 'And the fence?' },
      { role: 'assistant', text: 'Done.\n\nBoth.' }
    ],
    changed: ['src/gate.ts', 'src/fence.ts']
  })
  expect(text.split('\n').slice(1)).toEqual([
    '',
    'It began with:',
    '> Repair the gate',
    '',
    'It ended with:',
    '',
    'I said:',
    '> And the fence?',
    '',
    'The agent said:',
    '> Done.',
    '> ',
    '> Both.',
    '',
    'Files that were edited:',
    '- src/gate.ts',
    '- src/fence.ts',
    '',
    ''
  ])
})

it('leaves out what nobody knows', () => {
  expect(resumeDraft({ first: null, last: [], changed: [] }).trim().split('\n')).toHaveLength(1)
})
