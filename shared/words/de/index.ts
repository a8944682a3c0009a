/** Every German sentence people read, by who says it. */
import type { Words } from '../en/index.ts'
import { desktop } from './desktop/index.ts'
import { doctor } from './doctor.ts'
import { launch } from './launch.ts'
import { page } from './page/index.ts'
import { titles } from './titles.ts'

export const de: Words = { name: 'Deutsch', page, desktop, doctor, launch, titles }
