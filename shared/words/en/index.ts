/** Every English sentence people read, by who says it. It declares what a language must say. */
import { desktop } from './desktop/index.ts'
import { doctor } from './doctor.ts'
import { launch } from './launch.ts'
import { page } from './page/index.ts'
import { titles } from './titles.ts'

export const en = { name: 'English', page, desktop, doctor, launch, titles }

/** What a language must say, and its own name for itself. */
export type Words = typeof en
