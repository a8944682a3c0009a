/** Questions the agent asked, what could be chosen, and what the person answered. */
import { Circle, CircleCheck, Square, SquareCheck } from 'lucide-react'
import { strings } from '../../../strings/strings.ts'
import { joinClasses } from '../../../ui/joinClasses.ts'
import { answersIn } from '../answersIn.ts'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { chosenIn } from '../chosenIn.ts'
import type { Chosen } from '../chosenIn.ts'
import { resultText } from '../resultText.ts'
import { readQuestions } from '../toolInputs.ts'
import type { Question } from '../toolInputs.ts'
import { ResultPart } from './ResultPart.tsx'

export function QuestionBody({ call }: CallProps) {
  const questions = readQuestions(call.use.input)
  const answers = answersIn(
    call.result === null ? '' : resultText(call.result),
    questions.map(({ question }) => question)
  )
  const isAnswered = call.state.kind === 'done'
  return (
    <>
      {questions.map((question, index) => (
        <BodyPart key={index} className="text-ui">
          <QuestionAnswered
            question={question}
            answer={isAnswered ? (answers.get(question.question) ?? null) : null}
          />
        </BodyPart>
      ))}
      {call.state.kind === 'waiting' && (
        <BodyPart className="text-meta text-warn">{strings.session.waitingForYou}</BodyPart>
      )}
      {(answers.size === 0 || !isAnswered) && <ResultPart call={call} />}
    </>
  )
}

const nothing: Chosen = { labels: new Set(), words: '' }

interface QuestionAnsweredProps {
  readonly question: Question
  readonly answer: string | null
}

function QuestionAnswered({ question, answer }: QuestionAnsweredProps) {
  const { labels, words } = answer === null ? nothing : chosenIn(answer, question)
  return (
    <div dir="auto" className="wrap-anywhere">
      <p className="font-medium">{question.question}</p>
      <ul className="mt-0.5">
        {question.options.map(({ label }, index) => (
          <Choice
            key={index}
            label={label}
            isChosen={labels.has(label)}
            isOneOfSeveral={question.multiSelect}
          />
        ))}
        {words !== '' && <Choice label={words} isChosen isOneOfSeveral={question.multiSelect} />}
      </ul>
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly isChosen: boolean
  /** Square as a box that is ticked; round where only one can be chosen. */
  readonly isOneOfSeveral: boolean
}

function Choice({ label, isChosen, isOneOfSeveral }: ChoiceProps) {
  const [Empty, Ticked] = isOneOfSeveral ? [Square, SquareCheck] : [Circle, CircleCheck]
  const Icon = isChosen ? Ticked : Empty
  return (
    <li className={joinClasses('flex gap-2', isChosen ? 'text-ink' : 'text-ink-muted')}>
      <Icon
        size={14}
        strokeWidth={1.75}
        className={joinClasses('mt-[3px] shrink-0', isChosen ? 'text-accent' : 'text-ink-faint')}
        aria-hidden={!isChosen}
        {...(isChosen && { role: 'img', 'aria-label': strings.tool.answered })}
      />
      <span className="min-w-0">{label}</span>
    </li>
  )
}
