/** One question of the agent: its options, each with its number, and room for words of one's own. */
import { useId } from 'react'
import { strings } from '../strings/strings.ts'
import { printableProse } from '../transcript/tools/printable.ts'
import type { Question } from '../transcript/tools/toolInputs.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import type { Choice } from './choices.ts'

interface QuestionFieldProps {
  readonly question: Question
  readonly choice: Choice | undefined
  /** Numbers pick from this one. */
  readonly isCurrent: boolean
  readonly onVisit: () => void
  readonly onPick: (option: number) => void
  readonly onType: (words: string) => void
}

export function QuestionField({ question, choice, isCurrent, onVisit, onPick, onType }: QuestionFieldProps) {
  const name = useId()
  return (
    <fieldset className="mb-2" onFocus={onVisit}>
      <legend
        dir="auto"
        className="flex w-full flex-wrap items-baseline gap-x-2 text-ui font-medium wrap-anywhere"
      >
        {question.header !== '' && (
          <span className="rounded-sm bg-accent-soft px-1.5 text-meta font-medium text-accent">
            {printableProse(question.header)}
          </span>
        )}
        {printableProse(question.question)}
      </legend>
      {question.multiSelect && <p className="text-meta text-ink-muted">{strings.permission.several}</p>}
      <div className="mt-1">
        {question.options.map((option, index) => (
          <label
            key={index}
            className="-mx-2 flex cursor-pointer gap-2 rounded-md px-2 py-1 hover:bg-hover has-checked:bg-accent-soft"
          >
            <input
              type={question.multiSelect ? 'checkbox' : 'radio'}
              name={name}
              checked={choice?.picked.has(index) ?? false}
              onChange={() => onPick(index)}
              className="mt-[3.5px] shrink-0 self-start accent-accent"
            />
            <span dir="auto" className="min-w-0 flex-1 text-ui wrap-anywhere">
              {printableProse(option.label)}
              {option.description !== '' && (
                <span className="block text-meta text-ink-muted">{printableProse(option.description)}</span>
              )}
            </span>
            {index < 9 && <NumberCap number={index + 1} isCurrent={isCurrent} />}
          </label>
        ))}
      </div>
      <input
        dir="auto"
        aria-label={`${strings.permission.otherLabel}: ${question.question}`}
        placeholder={strings.permission.other}
        value={choice?.typed ?? ''}
        onChange={(event) => onType(event.target.value)}
        className="mt-1 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 text-ui"
      />
    </fieldset>
  )
}

function NumberCap({ number, isCurrent }: { readonly number: number; readonly isCurrent: boolean }) {
  return (
    <kbd
      aria-hidden
      className={joinClasses(
        'mt-px grid size-[18px] shrink-0 place-items-center rounded-sm border border-line bg-surface font-sans text-[11px] leading-none text-ink-muted',
        !isCurrent && 'invisible'
      )}
    >
      {number}
    </kbd>
  )
}
