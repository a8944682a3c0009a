/**
 * What the guide only shows, so that every part of a session can be seen without an account: a question, a
 * plan, a list of tasks, thinking, a task of another agent. Called by `takeTurn`.
 */
import { z } from 'zod'
import { cutText } from '../../../shared/cutText.ts'
import type { PermissionAnswer } from '../../../shared/session.ts'
import { titled } from '../permissionAct.ts'
import type { RequestAnswer } from '../toolUse.ts'
import type { ToolPorts } from './carryOut.ts'
import { countedWords } from './guideTexts.ts'
import { deniedWith, guideSays, guideTools } from './guideTools.ts'
import { pause } from './pause.ts'
import type { TurnResult } from './turnResult.ts'

const done: TurnResult = { outcome: 'done' }
/** Long enough to see a list change, short enough not to wait. */
const stepMs = 300

const Answered = z.object({ answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])) })

/** What is held back nobody has answered. */
function byPerson(answer: RequestAnswer): PermissionAnswer {
  return answer.behavior === 'hold_back' ? { behavior: 'deny' } : answer
}

/** `AskUserQuestion`, as Claude Code asks it. */
export async function showQuestion(question: string, ports: ToolPorts): Promise<TurnResult> {
  const { writer } = ports
  const words = ports.words.question
  const input = {
    questions: [
      {
        question,
        header: words.header,
        multiSelect: false,
        options: words.options
      }
    ]
  }
  await writer.say(words.before)
  const toolUseId = writer.use({ name: 'AskUserQuestion', input })
  const asked = await ports.ask({
    id: ports.newId(),
    toolName: 'AskUserQuestion',
    input,
    ...guideTools.factsOf('AskUserQuestion'),
    ...titled({ what: 'answer_question' }),
    rules: [],
    toolUseId
  })
  const given = byPerson(asked)
  if (given.behavior === 'deny') {
    writer.result(given.message?.trim() || guideSays.unanswered, true, deniedWith(given.message))
    if (given.interrupt === true) return { outcome: 'interrupted' }
    await writer.say(words.unanswered)
    return done
  }
  const answers = Answered.safeParse(given.updatedInput).data?.answers ?? {}
  const said = Object.values(answers).flat().join(', ')
  writer.result(said === '' ? 'No answer was given.' : `The answer: ${said}`, false)
  await writer.say(said === '' ? words.nothing : words.answered(said))
  return done
}

/** `ExitPlanMode`, as Claude Code asks to leave plan mode. */
export async function showPlan(subject: string, ports: ToolPorts): Promise<TurnResult> {
  const { writer } = ports
  const words = ports.words.plan
  const plan = words.steps(subject)
  await writer.say(words.before)
  const toolUseId = writer.use({ name: 'ExitPlanMode', input: { plan } })
  const asked = await ports.ask({
    id: ports.newId(),
    toolName: 'ExitPlanMode',
    input: { plan },
    ...guideTools.factsOf('ExitPlanMode'),
    ...titled({ what: 'carry_out_plan' }),
    rules: [],
    toolUseId
  })
  const given = byPerson(asked)
  if (given.behavior === 'deny') {
    const note = given.message?.trim() ?? ''
    writer.result(note === '' ? guideSays.planKept : note, true, deniedWith(given.message))
    if (given.interrupt === true) return { outcome: 'interrupted' }
    await writer.say(note === '' ? words.goOn : words.noted(note))
    return done
  }
  ports.leavePlanMode()
  writer.result('The plan was approved.', false)
  await writer.say(words.approved)
  return done
}

/** `TodoWrite`, once for every step: one list that moves on. */
export async function showTasks({ writer, clock, signal, words }: ToolPorts): Promise<TurnResult> {
  const tasks = words.tasks.list
  await writer.say(words.tasks.before)
  for (let at = 0; at <= tasks.length; at += 1) {
    const todos = tasks.map((content, index) => ({
      content,
      activeForm: `${content} …`,
      status: index < at ? 'completed' : index === at ? 'in_progress' : 'pending'
    }))
    writer.use({ name: 'TodoWrite', input: { todos } })
    writer.result(words.tasks.updated, false)
    await pause(clock, stepMs, signal)
  }
  await writer.say(words.tasks.done)
  return done
}

export async function showThinking(count: number, { writer, words }: ToolPorts): Promise<TurnResult> {
  await writer.think(countedWords(count, words))
  await writer.say(words.thought)
  return done
}

/** An `Agent` call with a small transcript of its own. */
export async function showTask(task: string, ports: ToolPorts): Promise<TurnResult> {
  const { writer, newId } = ports
  const words = ports.words.task
  await writer.say(words.before)
  const input = { description: cutText(task, 60), prompt: task, subagent_type: 'general-purpose' }
  const toolUseId = writer.use({ name: 'Agent', input })
  const inner = `toolu_${newId()}`
  writer.fromSubagent(toolUseId, 'assistant', [
    { type: 'text', text: words.mine(task) },
    {
      type: 'tool_use',
      id: inner,
      name: 'Grep',
      input: { pattern: task, path: '.' },
      ...guideTools.factsOf('Grep')
    }
  ])
  writer.fromSubagent(toolUseId, 'user', [
    {
      type: 'tool_result',
      tool_use_id: inner,
      content: words.searched,
      is_error: false
    }
  ])
  writer.fromSubagent(toolUseId, 'assistant', [{ type: 'text', text: words.done }])
  writer.result(words.report, false)
  await writer.say(words.after)
  return done
}
