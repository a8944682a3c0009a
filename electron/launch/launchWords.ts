/**
 * What is said before there is a window and a database that knows the chosen language: in that of the system. Asked by
 * both composition roots and by whoever looks at the data folder for them.
 */
import { codeOf } from '../../shared/errors.ts'
import type { FolderTrouble, LaunchWords } from '../../shared/words/en/launch.ts'
import { languageFor, wordsIn } from '../../shared/words/languages.ts'

/** @param locale as the system has it: `de`, `de-AT`, `en-US`, … */
export function launchWords(locale = new Intl.DateTimeFormat().resolvedOptions().locale): LaunchWords {
  return wordsIn(languageFor(locale)).launch
}

/** What a disk means by an error, for `LaunchWords.unusable`. */
export function troubleOf(error: unknown): FolderTrouble {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full'
    case 'EROFS':
      return 'read_only'
    case 'EACCES':
    case 'EPERM':
      return 'not_allowed'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'in_its_place'
    case 'NOT_OURS':
      return 'not_ours'
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return 'no_answer'
    default:
      return 'other'
  }
}
