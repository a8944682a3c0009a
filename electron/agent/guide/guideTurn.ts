/** One turn of the guide, from a person's message to its outcome. Called by `GuideRun`. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { unreachable } from '../../../shared/errors.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { AgentPrompt } from '../port.ts'
import { carryOut } from './carryOut.ts'
import type { ToolPorts } from './carryOut.ts'
import { attachmentText, countedWords, usageIn } from './guideTexts.ts'
import type { GuideWriter } from './guideWriter.ts'
import { showTask, showPlan, showQuestion, showTasks, showThinking } from './guideShows.ts'
import { unlessStopped } from './pause.ts'
import { readCommand } from './readCommand.ts'
import type { ToolCall } from './toolCall.ts'
import type { TurnResult } from './turnResult.ts'

const done: TurnResult = { outcome: 'done' }

/** Rejects with the signal's reason when the turn is stopped; any other rejection is a bug. */
export async function takeTurn(prompt: AgentPrompt, ports: ToolPorts): Promise<TurnResult> {
  const { cwd, writer, signal, words } = ports
  if (!(await unlessStopped(isFolder(cwd), signal))) return folderMissing(cwd)
  if (prompt.attachments.length > 0) await writer.say(attachmentText(prompt.attachments, words))
  if (prompt.attachments.length > 0 && prompt.text.trim() === '') return done
  const command = readCommand(prompt.text)
  const absolute = (given: string): string => path.resolve(cwd, given)
  switch (command.type) {
    case 'help':
      return answer(writer, words.help)
    case 'unknown':
      return answer(writer, words.unknown)
    case 'incomplete':
      return answer(writer, words.needsMore(usageIn(words.places, command.usage)))
    case 'say':
      return answer(writer, countedWords(command.words, words))
    case 'fail':
      await writer.say(words.fail)
      return {
        outcome: 'failed',
        error: ourFailure('guide_failed')
      }
    case 'list':
      return workWith(
        words.doing.list(command.path),
        { name: 'LS', input: { path: absolute(command.path) } },
        ports
      )
    case 'read':
      return workWith(
        words.doing.read(command.path),
        { name: 'Read', input: { file_path: absolute(command.path) } },
        ports
      )
    case 'search':
      return workWith(
        words.doing.search(command.text),
        { name: 'Grep', input: { pattern: command.text, path: cwd } },
        ports
      )
    case 'run':
      return workWith(words.doing.run, { name: 'Bash', input: { command: command.command } }, ports)
    case 'edit':
      return workWith(
        words.doing.edit(command.path),
        {
          name: 'Edit',
          input: {
            file_path: absolute(command.path),
            old_string: command.before,
            new_string: command.after
          }
        },
        ports
      )
    case 'ask':
      return showQuestion(command.question, ports)
    case 'plan':
      return showPlan(command.subject, ports)
    case 'tasks':
      return showTasks(ports)
    case 'think':
      return showThinking(command.words, ports)
    case 'agent':
      return showTask(command.task, ports)
    case 'write':
      return workWith(
        words.doing.write(command.path),
        { name: 'Write', input: { file_path: absolute(command.path), content: command.text } },
        ports
      )
    default:
      return unreachable(command)
  }
}

async function answer(writer: GuideWriter, text: string): Promise<TurnResult> {
  await writer.say(text)
  return done
}

async function workWith(intention: string, call: ToolCall, ports: ToolPorts): Promise<TurnResult> {
  const { writer, signal } = ports
  await writer.say(intention)
  const toolUseId = writer.use(call)
  const { outcome, endsTurn } = await carryOut(call, toolUseId, ports)
  writer.result(outcome.content, outcome.isError, outcome.ending)
  signal.throwIfAborted()
  if (endsTurn) return { outcome: 'interrupted' }
  return answer(writer, outcome.conclusion)
}

async function isFolder(cwd: string): Promise<boolean> {
  try {
    return (await stat(cwd)).isDirectory()
  } catch {
    return false // gone, or out of reach: the turn says so
  }
}

function folderMissing(cwd: string): TurnResult {
  return { outcome: 'failed', error: ourFailure('folder_missing', { folder: cwd }) }
}
