import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { guideCommands } from './guideTexts.ts'
import { GuideStage } from '../../../tests/support/guideStage.ts'
import { readCommand } from './readCommand.ts'

let stage: GuideStage

beforeEach(() => {
  stage = new GuideStage()
})

const lastWords = (): unknown => stage.messages.at(-1)?.content.at(-1)
const results = (): unknown[] =>
  stage.messages.flatMap(({ content }) =>
    content.flatMap((block) => (block.type === 'tool_result' ? [[block.content, block.is_error]] : []))
  )

test('a question waits for its answer and says it', async () => {
  stage.begin('ask Which way?')
  const request = await stage.question()
  expect(request).toMatchObject({
    toolName: 'AskUserQuestion',
    rules: [],
    input: { questions: [{ question: 'Which way?' }] }
  })
  stage.run.answer(request.id, {
    behavior: 'allow',
    updatedInput: { answers: { 'Which way?': 'Later' } }
  })
  await stage.ended()
  expect(results()).toEqual([['The answer: Later', false]])
  expect(lastWords()).toEqual({ type: 'text', text: 'You answered: **Later**.' })
})

test('a question that is skipped is an answer too', async () => {
  stage.begin('ask Which way?')
  stage.run.answer((await stage.question()).id, { behavior: 'deny' })
  await stage.ended()
  expect(results()).toEqual([['You did not answer.', true]])
})

test('a plan is approved, or sent back with a note', async () => {
  stage.begin('plan Tidy up')
  const approved = await stage.question()
  expect(approved).toMatchObject({
    toolName: 'ExitPlanMode',
    input: { plan: expect.stringContaining('## Tidy up') }
  })
  stage.run.answer(approved.id, { behavior: 'allow' })
  await stage.ended()
  expect(results()).toEqual([['The plan was approved.', false]])

  stage.begin('plan Tidy up')
  stage.run.answer((await stage.question()).id, { behavior: 'deny', message: 'Smaller steps.' })
  await stage.ended()
  expect(lastWords()).toEqual({ type: 'text', text: 'I will think about that: Smaller steps.' })
})

test('an approved plan ends plan mode, one that is sent back does not', async () => {
  const planning = new GuideStage({ permissionMode: 'plan' })
  planning.begin('plan Tidy up')
  planning.run.answer((await planning.question()).id, { behavior: 'deny' })
  await planning.ended()
  expect(planning.permissionMode).toBe('plan')

  planning.begin('plan Tidy up')
  planning.run.answer((await planning.question()).id, { behavior: 'allow' })
  await planning.ended()
  expect(planning.permissionMode).toBe('default')
  planning.begin('write a.txt x')
  expect(await planning.question()).toMatchObject({ toolName: 'Write' })
})

test('a list of tasks moves on, one step at a time', async () => {
  stage.begin('tasks')
  for (let step = 0; step < 5; step += 1) await expect.poll(() => stage.clock.elapse(300)).toBe(true)
  await stage.ended()
  const lists = stage.messages.flatMap(({ content }) =>
    content.flatMap((block) => (block.type === 'tool_use' && block.name === 'TodoWrite' ? [block.input] : []))
  )
  expect(lists.map((list) => JSON.stringify(list).match(/"completed"/gu)?.length ?? 0)).toEqual([
    0, 1, 2, 3, 4
  ])
})

test('an errand stands inside the call that sent it', async () => {
  await stage.turn('agent Look around')
  const call = stage.messages
    .flatMap(({ content }) => content)
    .find((block) => block.type === 'tool_use' && block.name === 'Agent')
  if (call?.type !== 'tool_use') throw new Error('there is no call')
  const inside = stage.messages.filter(({ parentToolUseId }) => parentToolUseId === call.id)
  expect(inside.map(({ role }) => role)).toEqual(['assistant', 'user', 'assistant'])
})

test('thoughts come before what is said', async () => {
  await stage.turn('think 3 words')
  expect(stage.messages.at(-1)?.content.map(({ type }) => type)).toEqual(['thinking', 'text'])
})

test('an edit changes the one place, and no other', async () => {
  const file = join(stage.cwd, 'a.txt')
  writeFileSync(file, 'one two one')
  stage.begin('edit a.txt two => three')
  const request = await stage.question()
  expect(request).toMatchObject({ toolName: 'Edit', title: 'Edit a.txt' })
  stage.run.answer(request.id, { behavior: 'allow' })
  await stage.ended()
  expect(readFileSync(file, 'utf8')).toBe('one three one')

  for (const [command, said] of [
    ['edit a.txt one => x', /stands 2 times/],
    ['edit a.txt absent => x', /does not stand/]
  ] as const) {
    stage.begin(command)
    stage.run.answer((await stage.question()).id, { behavior: 'allow' })
    await stage.ended()
    expect(results().at(-1)).toEqual([expect.stringMatching(said), true])
  }
  expect(readFileSync(file, 'utf8')).toBe('one three one')
})

test('every command it offers is one it knows', () => {
  const unknown = guideCommands().filter(({ name }) => readCommand(name).type === 'unknown')
  expect(unknown).toEqual([])
})
