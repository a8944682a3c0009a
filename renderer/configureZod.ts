/**
 * Keeps zod from trying `new Function`: our CSP forbids it, and the browser would report the try.
 * Imported first by `main.tsx`, because zod reads this when a schema is made.
 */
import { z } from 'zod'

z.config({ jitless: true })
