/** `npm run check-types`: the four TypeScript projects, side by side; fails when one does. */
import { runNode, tool } from './run.ts'

const projects = ['shared', 'electron', 'renderer', 'tests']
const codes = await Promise.all(projects.map((project) => runNode(tool.tsc, ['-p', project])))
process.exitCode = codes.every((code) => code === 0) ? 0 : 1
