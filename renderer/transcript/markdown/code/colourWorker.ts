/** The worker that colours code. Started by `CodeColourer.ts`, and ended by it when a text takes too long. */
import { createColourAnswers } from './answerColours.ts'
import type { ColourRequest } from './answerColours.ts'

const answers = createColourAnswers((answer) => postMessage(answer))

addEventListener('message', ({ data }: MessageEvent<ColourRequest>) => answers(data))
