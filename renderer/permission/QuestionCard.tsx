/**
 * Questions of the agent with choices to pick from; the answers go back as the tool's own input. Numbers pick
 * from the question one is at, Enter goes on to the next one or sends, Escape skips all.
 */
import { MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { strings } from '../strings/strings.ts'
import type { Question } from '../transcript/tools/toolInputs.ts'
import { CardFields } from './CardFields.tsx'
import { CardFrame } from './CardFrame.tsx'
import { ChoiceButton } from './ChoiceButton.tsx'
import { answerTo, firstOpen, noChoices, withPick, withWords } from './choices.ts'
import type { CardProps } from './cardProps.ts'
import { QuestionField } from './QuestionField.tsx'
import { RequestWhy } from './RequestWhy.tsx'
import { ScrollBody } from './ScrollBody.tsx'
import type { CardKey } from './useCardKeys.ts'

interface QuestionCardProps extends CardProps {
  readonly projectPath: string
  readonly questions: readonly Question[]
}

const text = z.string()
/** What the fields of this card show; an input with anything else is shown as it came, too. */
const AllShown = z.strictObject({
  questions: z.array(
    z.strictObject({
      question: text,
      header: text.optional(),
      multiSelect: z.boolean().optional(),
      options: z.array(z.strictObject({ label: text, description: text.optional() })).optional()
    })
  )
})

function isAllShown(input: unknown): boolean {
  return AllShown.safeParse(input).success
}

const Input = z.record(z.string(), z.unknown())
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

export function QuestionCard({ questions, projectPath, ...card }: QuestionCardProps) {
  const { request, isSending, onAnswer } = card
  const [choices, setChoices] = useState(() => noChoices(questions))
  /** The question the person went to; otherwise the first that is open. */
  const [visited, setVisited] = useState<number | null>(null)
  const open = firstOpen(questions, choices)
  const current = visited ?? (open === -1 ? questions.length - 1 : open)
  const isComplete = open === -1

  function send(): void {
    if (!isComplete || isSending) return
    const whole = Input.safeParse(request.input)
    const answers = Object.fromEntries(
      questions.map((question, index) => [question.question, answerTo(question, choices[index])])
    )
    onAnswer({ behavior: 'allow', updatedInput: { ...(whole.success ? whole.data : {}), answers } })
  }

  function pick(at: number, option: number): void {
    const question = questions[at]
    if (question === undefined) return
    setChoices(withPick(choices, question, at, option))
    // One answer is given: on to the next question. Of several one may want more.
    setVisited(question.multiSelect ? at : null)
  }

  const skip = (): void => onAnswer({ behavior: 'deny' })
  const keys: readonly CardKey[] = [
    ...DIGITS.map((digit, option) => ({ chords: [digit], act: () => pick(current, option), picks: true })),
    { chords: ['Enter'], act: isComplete ? send : () => setVisited(null), onCardOnly: true },
    { chords: ['Escape'], act: skip }
  ]

  return (
    <CardFrame {...card} icon={MessageCircleQuestion} title={request.title} keys={keys} regains={false}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <ScrollBody className="px-3.5 pt-2">
          <RequestWhy request={request} projectPath={projectPath} />
          {questions.map((question, index) => (
            <QuestionField
              key={index}
              question={question}
              choice={choices[index]}
              isCurrent={index === current}
              onVisit={() => setVisited(index)}
              onPick={(option) => pick(index, option)}
              onType={(words) => setChoices(withWords(choices, question, index, words))}
            />
          ))}
          {!isAllShown(request.input) && (
            <div className="mb-2">
              <p className="text-meta text-ink-muted">{strings.permission.asItCame}</p>
              <CardFields input={request.input} projectPath={projectPath} />
            </div>
          )}
        </ScrollBody>
        <div className="flex justify-end gap-2 px-3.5 pt-1 pb-3">
          <ChoiceButton
            label={strings.permission.skip}
            chords={['Escape']}
            disabled={isSending}
            onChoose={skip}
          />
          <ChoiceButton
            tone="primary"
            label={strings.permission.answer}
            chords={['Enter']}
            disabled={isSending || !isComplete}
            onChoose={send}
          />
        </div>
      </form>
    </CardFrame>
  )
}
