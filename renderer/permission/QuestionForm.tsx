/** Questions the agent asks with choices to pick from; the answers go back as the tool's own input. */
import { useState } from 'react'
import { z } from 'zod'
import type { PermissionAnswer } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import type { Question } from '../transcript/tools/toolInputs.ts'
import { Button } from '../ui/Button.tsx'

interface QuestionFormProps {
  readonly questions: readonly Question[]
  /** The call's whole input, sent back with `answers` beside it. */
  readonly input: unknown
  readonly disabled: boolean
  readonly onAnswer: (answer: PermissionAnswer) => void
}

/** Chosen labels by question; what is typed under "Something else" counts as one more label. */
interface Choices {
  readonly picked: Readonly<Record<string, readonly string[]>>
  readonly typed: Readonly<Record<string, string>>
}

const Input = z.record(z.string(), z.unknown())

export function QuestionForm({ questions, input, disabled, onAnswer }: QuestionFormProps) {
  const [choices, setChoices] = useState<Choices>({ picked: {}, typed: {} })
  const answers = questions.map((question) => [question.question, answerTo(question, choices)] as const)
  const complete = answers.every(([, answer]) => answer !== '')

  function send(): void {
    const whole = Input.safeParse(input)
    onAnswer({
      behavior: 'allow',
      updatedInput: { ...(whole.success ? whole.data : {}), answers: Object.fromEntries(answers) }
    })
  }

  return (
    <form
      className="px-3.5 pt-2 pb-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) send()
      }}
    >
      <div className="max-h-[42vh] overflow-y-auto">
        {questions.map((question) => (
          <QuestionField
            key={question.question}
            question={question}
            choices={choices}
            onChange={setChoices}
          />
        ))}
      </div>
      <div className="mt-3 flex justify-end gap-2">
        <Button disabled={disabled} onClick={() => onAnswer({ behavior: 'deny' })}>
          {strings.permission.skip}
        </Button>
        <Button tone="primary" type="submit" disabled={disabled || !complete}>
          {strings.permission.answer}
        </Button>
      </div>
    </form>
  )
}

interface QuestionFieldProps {
  readonly question: Question
  readonly choices: Choices
  readonly onChange: (choices: Choices) => void
}

function QuestionField({ question, choices, onChange }: QuestionFieldProps) {
  const name = question.question
  const picked = choices.picked[name] ?? []

  function toggle(label: string): void {
    const others = question.multiSelect ? picked.filter((one) => one !== label) : []
    const next = picked.includes(label) && question.multiSelect ? others : [...others, label]
    onChange({ ...choices, picked: { ...choices.picked, [name]: next } })
  }

  return (
    <fieldset className="mt-1 first:mt-0">
      <legend className="text-ui font-medium wrap-anywhere">{name}</legend>
      <div className="mt-1">
        {question.options.map((option) => (
          <label
            key={option.label}
            className="-mx-2 flex cursor-pointer gap-2 rounded-md px-2 py-1 hover:bg-hover"
          >
            <input
              type={question.multiSelect ? 'checkbox' : 'radio'}
              name={name}
              checked={picked.includes(option.label)}
              onChange={() => toggle(option.label)}
              className="mt-[4px] accent-accent"
            />
            <span className="min-w-0 text-ui wrap-anywhere">
              {option.label}
              {option.description !== '' && (
                <span className="block text-meta text-ink-muted">{option.description}</span>
              )}
            </span>
          </label>
        ))}
      </div>
      <input
        aria-label={`${strings.permission.otherLabel}: ${name}`}
        placeholder={strings.permission.other}
        value={choices.typed[name] ?? ''}
        onChange={(event) =>
          onChange({ ...choices, typed: { ...choices.typed, [name]: event.target.value } })
        }
        className="mt-1 mb-2 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 text-ui"
      />
    </fieldset>
  )
}

/** Typed words win over a single choice and join several. */
function answerTo(question: Question, { picked, typed }: Choices): string {
  const words = (typed[question.question] ?? '').trim()
  const labels = picked[question.question] ?? []
  if (words === '') return labels.join(', ')
  return question.multiSelect ? [...labels, words].join(', ') : words
}
