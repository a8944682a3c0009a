/** Every reader of foreign text in the page, each with one text. For `textSlow.test.tsx`. */
import { renderToStaticMarkup } from 'react-dom/server'
import { mentionedPaths } from '../../../renderer/composer/completion/mentionedPaths.ts'
import { findInMessages } from '../../../renderer/transcript/find/findHits.ts'
import { formulasUpTo } from '../../../renderer/transcript/markdown/blocks/countFormulas.ts'
import { createBlockCutter } from '../../../renderer/transcript/markdown/blocks/cutBlocks.ts'
import { isEndless } from '../../../renderer/transcript/markdown/blocks/isEndless.ts'
import { lexBlock, linksOf } from '../../../renderer/transcript/markdown/inline/lexBlock.ts'
import { renderTokens } from '../../../renderer/transcript/markdown/inline/renderTokens.tsx'
import { closeHalfOpen } from '../../../renderer/transcript/markdown/inline/closeHalfOpen.ts'
import { decodeEntities } from '../../../renderer/transcript/markdown/inline/decodeEntities.ts'
import { isQuickToDraw } from '../../../renderer/transcript/markdown/diagram/diagramSize.ts'
import { languageOfPath } from '../../../renderer/transcript/markdown/code/grammarOf.ts'
import { codePlace, linkTarget } from '../../../renderer/transcript/markdown/links/linkTarget.ts'
import { renderMath } from '../../../renderer/transcript/markdown/math/renderMath.ts'
import { messageMarkdown } from '../../../renderer/transcript/messageMarkdown.ts'
import { answersIn } from '../../../renderer/transcript/tools/answersIn.ts'
import { numberedLines } from '../../../renderer/transcript/tools/code/numberedLines.ts'
import { describeTool } from '../../../renderer/transcript/tools/describeTool.ts'
import { diffBlocks, firstOf } from '../../../renderer/transcript/tools/diff/diffBlocks.ts'
import { editDiffs } from '../../../renderer/transcript/tools/diff/editDiffs.ts'
import { wordChanges } from '../../../renderer/transcript/tools/diff/wordChanges.ts'
import { foundIn } from '../../../renderer/transcript/tools/foundIn.ts'
import { AnsiText } from '../../../renderer/transcript/tools/output/AnsiText.tsx'
import {
  endOfOutput,
  foldOutput,
  outputPieces
} from '../../../renderer/transcript/tools/output/foldOutput.ts'
import { terminalText } from '../../../shared/terminal/terminalText.ts'
import { isOutside, relativePath } from '../../../renderer/transcript/tools/relativePath.ts'
import { printable, printableLines } from '../../../renderer/transcript/tools/printable.ts'
import { resultText } from '../../../renderer/transcript/tools/resultText.ts'
import { shownJson, stringsIn } from '../../../renderer/transcript/tools/shownJson.ts'
import { latestTasks } from '../../../renderer/transcript/tools/tasks/latestTasks.ts'
import { webLinks } from '../../../renderer/transcript/tools/webLinks.ts'
import { MessageId } from '../../../shared/ids.ts'
import type { ContentBlock, SessionMessage, ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { factsOf, toolResult, toolUse } from '../../support/claudeCalls.ts'

type Reader = (text: string) => void

/** As an answer of the agent: cut, read and made into elements, as `TextBlock` does. */
export function readMarkdown(text: string): void {
  readBlocks(text, true)
}

/** The same while more of it comes: what is half open at the end of a block is closed. */
export function readGrowing(text: string): void {
  readBlocks(text, false)
}

function readBlocks(text: string, isSettled: boolean): void {
  const { groups, definitions } = createBlockCutter()(text)
  formulasUpTo(groups.flat(), 0)
  for (const block of groups.flat()) {
    if (block.kind !== 'text' || isEndless(block.raw)) continue
    const raw = isSettled ? block.raw : closeHalfOpen(block.raw)
    const tokens = lexBlock(raw, linksOf(block.raw, definitions))
    void renderTokens(tokens, { isSettled, drawsMath: true, inLink: false, depth: 0 })
  }
}

export const resultReaders: Readonly<Record<string, Reader>> = {
  'terminal text': (text) => outputPieces(terminalText(text)),
  'folded output': (text) => [foldOutput(text, true), endOfOutput(text)],
  'coloured output': (text) => renderToStaticMarkup(<AnsiText text={terminalText(text)} />),
  'search results': (text) => foundIn(text),
  'numbered lines': (text) => numberedLines(text),
  'web links': (text) => webLinks(text),
  'result text': (text) => [
    resultText(result(text)),
    toolResult(text, { isError: true }),
    toolResult(`<tool_use_error>${text}</tool_use_error>`, { isError: true })
  ],
  'printable text': (text) => [printable(text), printableLines(text)],
  'lines of a change': (text) => readEdit(text, text.split('').toReversed().join('')),
  'a change by a line': (text) => readEdit(text, `${text}\nx`),
  'many changes at once': (text) => readEdits(text),
  'words of a line': (text) => wordChanges(text.slice(0, 500), text.slice(250, 750)),
  'the line of a call': (text) => describeAll(text),
  'paths and addresses': (text) => [
    linkTarget(text),
    codePlace(text),
    languageOfPath(text),
    relativePath(text, '/a'),
    isOutside(text, '/a'),
    factsOf(text),
    decodeEntities(text),
    isQuickToDraw(text),
    mentionedPaths(text)
  ],
  'answers to questions': (text) =>
    answersIn(
      text,
      Array.from({ length: 2_000 }, (_, at) => `q${at}`)
    ),
  values: (text) => [shownJson(parsed(text)), stringsIn(parsed(text))],
  hits: (text) => [
    findInMessages([message([{ type: 'text', text }])], text.slice(0, 1)),
    findInMessages([message([use('Bash', { command: text })])], text.slice(-1))
  ],
  'a copied message': (text) =>
    messageMarkdown(message([{ type: 'text', text }, use('Bash', parsed(text))]), {
      get: () => result(text)
    }),
  tasks: (text) => readTasks(text),
  math: (text) => [renderMath(text.slice(0, 1_500), true), renderMath(text.slice(0, 300), false)]
}

function use(name: string, input: unknown, id = 'call'): ToolUseBlock {
  return toolUse(name, input, id)
}

function result(text: string): ToolResultBlock {
  return { type: 'tool_result', tool_use_id: 'call', content: text, is_error: false }
}

function message(content: readonly ContentBlock[]): SessionMessage {
  return {
    id: MessageId.parse('3f0c9a52-8a39-4c1e-9d0a-0f2f4d5b6c7d'),
    role: 'assistant',
    isStreaming: false,
    content: [...content],
    createdAt: '2026-01-05T08:00:00.000Z'
  }
}

function readEdit(before: string, after: string): void {
  const edit = use('Edit', { file_path: '/a', old_string: before, new_string: after })
  for (const { diff } of editDiffs(edit, result(before))) firstOf(diffBlocks(diff), 24)
}

function readEdits(text: string): void {
  const pieces = Array.from({ length: 200 }, (_, at) => text.slice(at * 20, at * 20 + 20))
  const edits = pieces.map((piece) => ({ old_string: piece, new_string: `${piece}x` }))
  editDiffs(use('MultiEdit', { file_path: '/a', edits }), result(text))
}

function describeAll(text: string): void {
  for (const name of [
    'Read',
    'Bash',
    'Grep',
    'Glob',
    'LS',
    'WebFetch',
    'WebSearch',
    'Task',
    'ExitPlanMode',
    'Write',
    `mcp__${text}`
  ]) {
    const input = {
      file_path: text,
      command: text,
      pattern: text,
      path: text,
      url: text,
      query: text,
      prompt: text,
      plan: text,
      content: text
    }
    describeTool(use(name, input), result(text), '/a')
  }
}

function readTasks(text: string): void {
  const count = Math.floor(text.length / 20)
  const calls = Array.from({ length: count }, (_, at) =>
    use('TaskCreate', { subject: text.slice(0, 20) }, `c${at}`)
  )
  const changes = Array.from({ length: count }, (_, at) =>
    use('TaskUpdate', { taskId: String(at), status: 'completed' }, `u${at}`)
  )
  const results = calls.map(({ id }, at): ContentBlock => ({
    ...result(`Task #${at} created`),
    tool_use_id: id
  }))
  latestTasks([message(calls), { ...message(results), role: 'user' }, message(changes)])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { text, more: text.split('\n') }
  }
}
