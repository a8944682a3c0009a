/**
 * What the guide only shows, so that every part of a session can be seen without an account: a question, a
 * plan, a list of tasks, thinking, an errand of another agent. Called by `takeTurn`.
 */
import { z } from 'zod'
import { cutText } from '../../../shared/cutText.ts'
import { titled } from '../permissionAct.ts'
import type { ToolPorts } from './carryOut.ts'
import { countedWords } from './guideTexts.ts'
import { pause } from './pause.ts'
import type { TurnResult } from './turnResult.ts'

const done: TurnResult = { outcome: 'done' }
/** Long enough to see a list change, short enough not to wait. */
const stepMs = 300

const Answered = z.object({ answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])) })

/** `AskUserQuestion`, as Claude Code asks it. */
export async function showQuestion(question: string, ports: ToolPorts): Promise<TurnResult> {
  const { voice } = ports
  const input = {
    questions: [
      {
        question,
        header: 'Question',
        multiSelect: false,
        options: [
          { label: 'Yes', description: 'Go ahead.' },
          { label: 'No', description: 'Leave it.' },
          { label: 'Later', description: 'Ask me again another time.' }
        ]
      }
    ]
  }
  await voice.say('I have a question before I go on.')
  const toolUseId = voice.use({ name: 'AskUserQuestion', input })
  const given = await ports.ask({
    id: ports.newId(),
    toolName: 'AskUserQuestion',
    input,
    ...titled({ what: 'answer_question' }),
    rules: [],
    toolUseId
  })
  if (given.behavior === 'deny') {
    voice.result(given.message?.trim() || 'You did not answer.', true)
    if (given.interrupt === true) return { outcome: 'interrupted' }
    await voice.say('You did not answer, so I leave it at that.')
    return done
  }
  const answers = Answered.safeParse(given.updatedInput).data?.answers ?? {}
  const said = Object.values(answers).flat().join(', ')
  voice.result(said === '' ? 'No answer was given.' : `The answer: ${said}`, false)
  await voice.say(said === '' ? 'You gave no answer.' : `You answered: **${said}**.`)
  return done
}

/** `ExitPlanMode`, as Claude Code asks to leave plan mode. */
export async function showPlan(subject: string, ports: ToolPorts): Promise<TurnResult> {
  const { voice } = ports
  const plan = `## ${subject}\n\n1. Look at what is there.\n2. Change as little as possible.\n3. See that it works.\n\n> This plan is a sample: the guide does not carry it out.`
  await voice.say('This is what I would do.')
  const toolUseId = voice.use({ name: 'ExitPlanMode', input: { plan } })
  const given = await ports.ask({
    id: ports.newId(),
    toolName: 'ExitPlanMode',
    input: { plan },
    ...titled({ what: 'carry_out_plan' }),
    rules: [],
    toolUseId
  })
  if (given.behavior === 'deny') {
    const note = given.message?.trim() ?? ''
    voice.result(note === '' ? 'You want to go on planning.' : note, true)
    if (given.interrupt === true) return { outcome: 'interrupted' }
    await voice.say(note === '' ? 'Then I go on planning.' : `I will think about that: ${note}`)
    return done
  }
  ports.leavePlanMode()
  voice.result('The plan was approved.', false)
  await voice.say('You approved the plan. Claude Code would begin with it now.')
  return done
}

const tasks = ['Read the tests', 'Find the cause', 'Mend it', 'Run everything once more']

/** `TodoWrite`, once for every step: one list that moves on. */
export async function showTasks({ voice, clock, signal }: ToolPorts): Promise<TurnResult> {
  await voice.say('A list of tasks, as an agent keeps it while it works.')
  for (let at = 0; at <= tasks.length; at += 1) {
    const todos = tasks.map((content, index) => ({
      content,
      activeForm: `${content} …`,
      status: index < at ? 'completed' : index === at ? 'in_progress' : 'pending'
    }))
    voice.use({ name: 'TodoWrite', input: { todos } })
    voice.result('The list was updated.', false)
    await pause(clock, stepMs, signal)
  }
  await voice.say('All four are done.')
  return done
}

export async function showThinking(words: number, { voice }: ToolPorts): Promise<TurnResult> {
  await voice.think(countedWords(words))
  await voice.say('I have thought about it. The thoughts are folded above.')
  return done
}

/** An `Agent` call with a small transcript of its own. */
export async function showErrand(errand: string, { voice, newId }: ToolPorts): Promise<TurnResult> {
  await voice.say('I send another agent on an errand.')
  const input = { description: cutText(errand, 60), prompt: errand, subagent_type: 'general-purpose' }
  const toolUseId = voice.use({ name: 'Agent', input })
  const inner = `toolu_${newId()}`
  voice.fromErrand(toolUseId, 'assistant', [
    { type: 'text', text: `My errand: ${errand}` },
    { type: 'tool_use', id: inner, name: 'Grep', input: { pattern: errand, path: '.' } }
  ])
  voice.fromErrand(toolUseId, 'user', [
    {
      type: 'tool_result',
      tool_use_id: inner,
      content: 'This is a sample: nothing was searched.',
      is_error: false
    }
  ])
  voice.fromErrand(toolUseId, 'assistant', [{ type: 'text', text: 'I am done and report back.' }])
  voice.result('The errand is done: this is a sample of a report.', false)
  await voice.say('The other agent is back. Its own steps stand inside the line above.')
  return done
}
