/**
 * One request of the agent: may it do this, does this plan hold, which of these shall it be? Complete by
 * keyboard. Sends one answer at a time, and says when it did not arrive. Drawn by `PermissionDock`.
 */
import { useState } from 'react'
import type { PermissionAnswer, PermissionMode, PermissionRequest } from '../../shared/session.ts'
import { isPutToPerson } from '../../shared/tool.ts'
import { readQuestions } from '../transcript/tools/toolInputs.ts'
import type { Question } from '../transcript/tools/toolInputs.ts'
import type { CardProps } from './cardProps.ts'
import { PlanCard } from './PlanCard.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import { ToolCard } from './ToolCard.tsx'
import { cardTiming } from './typing.ts'
import type { CardTiming } from './typing.ts'

export interface PermissionCardProps {
  readonly request: PermissionRequest
  readonly projectPath: string
  /** "1 of 2"; null when it is the only one. */
  readonly place: string | null
  /** Resolves to a sentence when the answer did not arrive. */
  readonly onAnswer: (answer: PermissionAnswer) => Promise<string | null>
  /** A plan was approved: the agent goes on in this mode. */
  readonly onMode: (mode: PermissionMode) => void
  readonly timing?: CardTiming
}

export function PermissionCard(props: PermissionCardProps) {
  const { request, projectPath, onAnswer, onMode, timing = cardTiming } = props
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function send(answer: PermissionAnswer, after?: () => void): Promise<void> {
    if (isSending) return
    setSending(true)
    const refused = await onAnswer(answer)
    setSending(false)
    setProblem(refused)
    if (refused === null) after?.()
  }

  const card: CardProps = {
    request,
    place: props.place,
    timing,
    problem,
    isSending,
    onAnswer: (answer, after) => void send(answer, after) // never rejects: what goes wrong is shown on the card
  }
  const questions = request.kind === 'question' ? readQuestions(request.input) : []
  if (questions.length > 0 && canBeAsked(questions)) {
    return <QuestionCard {...card} projectPath={projectPath} questions={questions} />
  }
  if (request.kind === 'plan' && isPutToPerson(request) && hasPlan(request.input)) {
    return <PlanCard {...card} projectPath={projectPath} onMode={onMode} />
  }
  return <ToolCard {...card} projectPath={projectPath} />
}

/** What is beyond it is no set of questions to a person: it is shown as the input it is. */
const MOST_QUESTIONS = 12
const MOST_OPTIONS = 24
const LONGEST_TEXTS = 20_000

function canBeAsked(questions: readonly Question[]): boolean {
  if (questions.length > MOST_QUESTIONS || questions.some(({ options }) => options.length > MOST_OPTIONS))
    return false
  const texts = questions.flatMap(({ question, header, options }) => [
    question,
    header,
    ...options.flatMap(({ label, description }) => [label, description])
  ])
  return texts.reduce((sum, text) => sum + text.length, 0) <= LONGEST_TEXTS
}

/** A plan that is no text is an input like any other. */
function hasPlan(input: unknown): boolean {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false
  return !('plan' in input) || typeof input.plan === 'string'
}
