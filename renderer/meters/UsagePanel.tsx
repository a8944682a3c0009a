/** Context, tokens by model with the cache split, cost: what stands behind the meter. */
import type { ContextUsage, SessionUsage } from '../../shared/usage.ts'
import { strings } from '../strings/strings.ts'
import { formatCount } from '../ui/formatCount.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { contextShare } from './contextShare.ts'
import { formatCost } from './formatCost.ts'
import { sumOf, totalOf } from './totalOf.ts'

export function UsagePanel({ usage }: { readonly usage: SessionUsage }) {
  const words = strings.meters
  if (usage.models.length === 0 && usage.context === null) {
    return <p className="text-ui text-ink-muted">{words.none}</p>
  }
  const subagents = sumOf(usage.subagents)
  return (
    <>
      <h3 className="text-meta font-semibold text-ink-muted">{words.context}</h3>
      {usage.context === null ? (
        <p className="text-ui text-ink-muted">{words.contextUnknown}</p>
      ) : (
        <ContextBar context={usage.context} />
      )}
      {usage.compactions.length > 0 && (
        <p className="mt-1 text-meta text-ink-muted">
          {`${words.compactions} `}
          {usage.compactions
            .map(({ before, after }) =>
              after === null
                ? words.compactionOpen(formatCount(before))
                : words.compaction(formatCount(before), formatCount(after))
            )
            .join(', ')}
        </p>
      )}

      <div className="mt-4 overflow-x-auto">
        <table className="w-full text-ui tabular-nums">
          <thead>
            <tr className="text-meta text-ink-muted">
              <th className="py-1 pr-3 text-left font-semibold">{words.model}</th>
              <th className="py-1 pl-2 text-right font-medium">{words.input}</th>
              <th className="py-1 pl-2 text-right font-medium">{words.output}</th>
              <th className="py-1 pl-2 text-right font-medium">{words.cacheWrite}</th>
              <th className="py-1 pl-2 text-right font-medium">{words.cacheRead}</th>
              <th className="py-1 pl-2 text-right font-medium">{words.cost}</th>
            </tr>
          </thead>
          <tbody>
            {usage.models.map((model) => (
              <tr key={model.model} className="border-t border-line">
                <th scope="row" className="py-1 pr-3 text-left font-normal wrap-anywhere">
                  {model.model}
                </th>
                <td className="py-1 pl-2 text-right">{formatCount(model.input)}</td>
                <td className="py-1 pl-2 text-right">{formatCount(model.output)}</td>
                <td className="py-1 pl-2 text-right">{formatCount(model.cacheWrite)}</td>
                <td className="py-1 pl-2 text-right">{formatCount(model.cacheRead)}</td>
                <td className="py-1 pl-2 text-right">
                  {model.costUsd === null ? words.costUnknown : formatCost(model.costUsd)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 border-t border-line-strong pt-2 text-ui font-medium tabular-nums">
        {`${words.total}: ${strings.shell.tokens(formatCount(totalOf(usage)))}`}
        {usage.costUsd !== null &&
          ` · ${usage.costIsComplete ? formatCost(usage.costUsd) : words.costPartial(formatCost(usage.costUsd))}`}
      </p>
      {subagents > 0 && <p className="text-meta text-ink-muted">{words.subagents(formatCount(subagents))}</p>}
      {usage.costUsd !== null && <p className="mt-1 text-meta text-ink-muted">{words.costHint}</p>}
    </>
  )
}

function ContextBar({ context }: { readonly context: ContextUsage }) {
  const words = strings.meters
  const share = contextShare(context)
  return (
    <>
      <p className="text-ui tabular-nums">
        {words.contextUsed(formatCount(context.used), formatCount(context.window), share.percent)}
      </p>
      <div className="relative mt-1.5 h-1.5 rounded-full bg-hover">
        <div
          className={joinClasses(
            'h-full rounded-full',
            share.tone === 'calm' && 'bg-accent',
            share.tone === 'near' && 'bg-warn',
            share.tone === 'full' && 'bg-danger'
          )}
          style={{ width: `${share.percent}%` }}
        />
        {share.compactsAt !== null && (
          <div
            className="absolute -top-0.5 h-2.5 w-0.5 bg-ink-muted"
            style={{ left: `${share.compactsAt}%` }}
          />
        )}
      </div>
      {context.compactsAt !== null && (
        <p className="mt-1 text-meta text-ink-muted">{words.compactsAt(formatCount(context.compactsAt))}</p>
      )}
    </>
  )
}
