/**
 * What one record says of tokens and money: an answer of what it used, a `cost-state` of what Claude Code has reckoned.
 * Pure; called by `usageTally.ts` and `tally.ts` for one session and by `history/usage/` for all of them.
 */
import { countAt, fieldsAt, isFields, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { isSidechain } from '../record/record.ts'
import type { ModelFacts } from '../record/recordFormat.ts'
import { allSpentBy, spentBy } from './usageSpent.ts'
import type { ModelSpent, Spent } from './usageSpent.ts'

/** What an answer used; several lines of one API message say so, and the last is right. */
export interface AnswerUse {
  /** Of the API message, whose lines share it; null when nothing names it. */
  readonly id: string | null
  readonly model: string
  /** `usage` as the Messages API gives it, null while no line says. */
  readonly used: Fields | null
  /** By the model that answered, and by those it asked; empty while no line says. */
  readonly spent: ModelSpent[]
}

/** What a record of type `assistant` says. */
export function answerUse(record: Fields, models: ModelFacts): AnswerUse {
  const message = fieldsAt(record, 'message') ?? {}
  const id = textAt(message, 'id') || textAt(record, 'uuid')
  // Claude Code reckons by the name it asked with: only that one tells variants.
  const model = textAt(record, 'requestedModel') || textAt(message, 'model') || 'unknown'
  const used = fieldsAt(message, 'usage')
  return { id, model, used, spent: used === null ? [] : allSpentBy(model, used, models) }
}

/** Whether a model has answered: errors and notes are written in the form of answers, too. */
export function isModelAnswer(record: Fields): boolean {
  return fieldsAt(record, 'message')?.['model'] !== '<synthetic>' && record['isApiErrorMessage'] !== true
}

/** Whether a subagent said it. */
export function isAside(record: Fields): boolean {
  return isSidechain(record) || textAt(record, 'parentToolUseId') !== null
}

/** What a `cost-state` record says was spent since the session began; null when it says nothing. */
export function statedUse(record: Fields, models: ModelFacts): ModelSpent[] | null {
  const byModel = fieldsAt(record, 'modelUsage')
  if (byModel === null) return null
  // For models it does not know Claude Code takes the price of another.
  const isGuess = record['hasUnknownModelCost'] === true
  return Object.entries(byModel).flatMap(([model, figures]) =>
    isFields(figures) ? [{ model, spent: statedSpent(model, figures, isGuess, models) }] : []
  )
}

function statedSpent(model: string, figures: Fields, isGuess: boolean, models: ModelFacts): Spent {
  const isPriced = !isGuess || spentBy(model, {}, models).isPriced
  return {
    input: Math.trunc(countAt(figures, 'inputTokens')),
    output: Math.trunc(countAt(figures, 'outputTokens')),
    cacheRead: Math.trunc(countAt(figures, 'cacheReadInputTokens')),
    cacheWrite: Math.trunc(countAt(figures, 'cacheCreationInputTokens')),
    costUsd: isPriced ? countAt(figures, 'costUSD') : 0,
    isPriced
  }
}
