/** `/usage`: tokens and cost of everything that was found on this machine. */
import { ArrowLeft } from 'lucide-react'
import { useId, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { routes, sessionPath } from '../../shared/address.ts'
import { UsageGroup } from '../../shared/historyUsage.ts'
import type { UsageAnswer, UsageRow } from '../../shared/historyUsage.ts'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { language, strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Coil } from '../ui/Coil.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { downloadText } from '../ui/downloadText.ts'
import { formatCount } from '../ui/formatCount.ts'
import { UsageChart } from './UsageChart.tsx'
import { costText, UsageTable } from './UsageTable.tsx'
import { allDays, dayOf, daysOf, rangeIds } from './usageRange.ts'
import type { Days, RangeId } from './usageRange.ts'
import { usageCsv } from './usageCsv.ts'
import { useHistoryUsage } from './useHistoryUsage.ts'

/** Bars that can still be told apart. */
const MOST_BARS = 120

const whole = new Intl.NumberFormat(language)
const longDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })

export function UsagePage() {
  const words = strings.usage
  const navigate = useNavigate()
  const [range, setRange] = useState<RangeId>('month')
  const [own, setOwn] = useState<Days>({ from: '', to: '' })
  const [group, setGroup] = useState<UsageGroup>('day')
  const [today] = useState(() => new Date())
  const days = daysOf(range, own, today)
  const { answer, error, isLoading } = useHistoryUsage(days, group)
  const [rangeLabel, groupLabel] = [useId(), useId()]

  useDocumentTitle(words.title)

  function save(rows: readonly UsageRow[]): void {
    const name = [days.from, days.to || dayOf(today)].filter((day) => day !== '').join('-')
    downloadText({
      fileName: `skein-usage-${group}-${name}.csv`,
      text: usageCsv(group, rows),
      mediaType: 'text/csv;charset=utf-8'
    })
  }

  return (
    <div className="h-full overflow-y-auto">
      <main aria-label={words.title} className="mx-auto w-full max-w-[920px] px-6 pt-8 pb-20">
        <div className="flex items-center gap-2">
          <IconButton
            icon={ArrowLeft}
            label={strings.settings.back}
            className="-ml-2"
            // Opened by its address there is nothing to go back to.
            onClick={() => void (window.history.length > 1 ? navigate(-1) : navigate(routes.home))}
          />
          <h1 className="text-title font-semibold">{words.title}</h1>
        </div>
        <p className="mt-1 text-ui text-ink-muted">{words.intro}</p>
        <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
          <div className="flex items-center gap-2">
            <span id={rangeLabel} className="text-ui text-ink-muted">
              {words.range}
            </span>
            <Choices
              labelledBy={rangeLabel}
              value={range}
              choices={rangeIds.map((value) => ({ value, label: words.ranges[value] }))}
              onChoose={setRange}
            />
          </div>
          {range === 'own' && (
            <div className="flex items-center gap-3">
              <DayField label={words.from} value={own.from} onChange={(from) => setOwn({ ...own, from })} />
              <DayField label={words.to} value={own.to} onChange={(to) => setOwn({ ...own, to })} />
            </div>
          )}
          <div className="flex items-center gap-2">
            <span id={groupLabel} className="text-ui text-ink-muted">
              {words.groupBy}
            </span>
            <Choices
              labelledBy={groupLabel}
              value={group}
              choices={UsageGroup.options.map((value) => ({ value, label: words.groups[value] }))}
              onChoose={setGroup}
            />
          </div>
        </div>
        <Progress answer={answer} isLoading={isLoading} />
        {error !== null && <ErrorNote className="mt-4" text={error.message} />}
        {answer === null && error === null && <Skeleton widths={[60, 75, 50]} className="mt-8" />}
        {answer !== null && (
          <Sums answer={answer} group={group} isShown={!isLoading} onSave={() => save(answer.rows)} />
        )}
      </main>
    </div>
  )
}

function DayField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (day: string) => void
}) {
  return (
    <label className="flex items-center gap-1.5 text-ui text-ink-muted">
      {props.label}
      <input
        type="date"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className="h-8 rounded-md border border-line-strong bg-surface-raised px-2 text-ui text-ink"
      />
    </label>
  )
}

function Progress({
  answer,
  isLoading
}: {
  readonly answer: UsageAnswer | null
  readonly isLoading: boolean
}) {
  const words = strings.usage
  const index = useProjectStore((state) => state.index)
  const isCounting = answer?.counting === true
  const counting =
    index === null ? words.countingSoon : words.counting(whole.format(index.done), whole.format(index.total))
  return (
    <p role="status" className="mt-3 flex min-h-5 items-center gap-1.5 text-meta text-ink-muted">
      {(isCounting || (isLoading && answer === null)) && <Coil />}
      {isCounting ? counting : answer?.complete === false ? words.incomplete : ''}
    </p>
  )
}

interface SumsProps {
  readonly answer: UsageAnswer
  readonly group: UsageGroup
  /** False while the answer is of another choice than the one that is shown. */
  readonly isShown: boolean
  readonly onSave: () => void
}

function Sums({ answer, group, isShown, onSave }: SumsProps) {
  const words = strings.usage
  const { rows, total = null, leftOff } = answer
  if (rows.length === 0) return <p className="mt-6 text-ui text-ink-muted">{words.nothing}</p>
  const bars = group === 'day' ? everyDay(rows) : rows.slice(0, MOST_BARS)
  const [first, last] = [bars[0], bars.at(-1)]
  return (
    <div aria-busy={!isShown} className={isShown ? undefined : 'opacity-60'}>
      {total !== null && <Totals total={total} />}
      <UsageChart
        label={words.chart(words.groups[group])}
        rows={bars}
        highest={formatCount(Math.max(...bars.map(tokensOf)))}
        ends={[first ? plainKey(first, group) : '', last && last !== first ? plainKey(last, group) : '']}
        tellBar={(index) => {
          const bar = bars[index]
          return bar ? `${plainKey(bar, group)}: ${whole.format(tokensOf(bar))}` : ''
        }}
      />
      <Legend />
      <UsageTable
        label={words.groups[group]}
        rows={group === 'day' ? rows.toReversed() : rows}
        total={total}
        tellKey={(row) => <Key row={row} group={group} />}
      />
      {leftOff !== undefined && (
        <p className="mt-2 text-meta text-ink-muted">{words.leftOff(whole.format(leftOff))}</p>
      )}
      <div className="mt-5 flex flex-wrap items-center gap-4">
        <Button disabled={!isShown} onClick={onSave}>
          {words.export}
        </Button>
        <p className="min-w-0 flex-1 text-meta text-ink-muted">
          {words.costHint}
          {total !== null && total.costIsComplete === false && ` ${words.noPriceHint}`}
        </p>
      </div>
    </div>
  )
}

function Totals({ total }: { readonly total: UsageRow }) {
  const words = strings.usage
  const facts = [
    [words.cost, costText(total)],
    [words.tokens, formatCount(tokensOf(total))],
    [words.cacheRead, formatCount(total.cacheRead)],
    [words.cacheWrite, formatCount(total.cacheWrite)],
    [words.messages, whole.format(total.messages)],
    [words.sessions, whole.format(total.sessions)]
  ] as const
  return (
    <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-3">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-meta text-ink-muted">{name}</dt>
          <dd className="text-title font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Legend() {
  const words = strings.usage
  const kinds = [
    ['bg-warn', words.output],
    ['bg-accent', words.input],
    ['bg-ink-faint', words.cacheWrite],
    ['bg-thread', words.cacheRead]
  ] as const
  return (
    <div aria-hidden className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-meta text-ink-muted">
      {kinds.map(([colour, name]) => (
        <span key={name} className="flex items-center gap-1.5">
          <span className={`size-2.5 rounded-sm ${colour}`} />
          {name}
        </span>
      ))}
    </div>
  )
}

function Key({ row, group }: { readonly row: UsageRow; readonly group: UsageGroup }) {
  const text = plainKey(row, group)
  if (group !== 'session' || row.projectId === undefined) return text
  return (
    <Link to={sessionPath(row.projectId, row.key)} className="text-accent underline underline-offset-2">
      {text}
    </Link>
  )
}

function plainKey({ key, label }: Pick<UsageRow, 'key' | 'label'>, group: UsageGroup): string {
  switch (group) {
    case 'day':
      return longDay.format(new Date(`${key}T00:00:00Z`))
    case 'project':
      return label ?? strings.usage.unknownProject
    case 'session':
      return label ?? strings.usage.untitled
    case 'agent':
    case 'model':
      return label ?? key
  }
}

function tokensOf({ input, output, cacheRead, cacheWrite }: UsageRow): number {
  return input + output + cacheRead + cacheWrite
}

const nothing = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cost: 0, messages: 0, sessions: 0 }

/** With the days between on which nothing was used. */
function everyDay(rows: readonly UsageRow[]): readonly UsageRow[] {
  const known = new Map(rows.map((row) => [row.key, row]))
  return allDays(
    rows.map(({ key }) => key),
    MOST_BARS
  ).map((key) => known.get(key) ?? { ...nothing, key })
}
