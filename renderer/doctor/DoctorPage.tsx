/** `/doctor`: whether everything Skein needs is there, what helps where it is not, and a text for whoever helps. */
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { routes } from '../../shared/address.ts'
import { worstFirst } from '../../shared/doctor.ts'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { Coil } from '../ui/Coil.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DiagnosticsDialog } from './DiagnosticsDialog.tsx'
import { FindingRow } from './FindingRow.tsx'
import { copyText } from '../ui/copyText.ts'
import { useDoctor } from './useDoctor.ts'

export function DoctorPage() {
  const navigate = useNavigate()
  const { report, isLooking, error, lookAgain } = useDoctor()
  const [exporting, setExporting] = useState(false)
  const words = strings.doctor

  useDocumentTitle(words.title)

  return (
    <div className="h-full overflow-y-auto">
      <main aria-label={words.title} className="mx-auto w-full max-w-[680px] px-6 pt-8 pb-20">
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
        <div className="mt-5 flex flex-wrap items-center gap-2">
          <Button disabled={isLooking} onClick={lookAgain}>
            {words.again}
          </Button>
          <Button
            disabled={report === null}
            onClick={() => report && void copyText(report.text, words.reportCopied) /* never rejects */}
          >
            {words.copyReport}
          </Button>
          <Button onClick={() => setExporting(true)}>{words.diagnostics}</Button>
          <span role="status" className="flex items-center gap-1.5 text-meta text-ink-muted">
            {isLooking && (
              <>
                <Coil />
                {words.looking}
              </>
            )}
          </span>
        </div>
        {error !== null && <ErrorNote className="mt-4" text={error.message} />}
        {report === null && error === null && <Skeleton widths={[60, 75, 50]} className="mt-8" />}
        {report !== null && (
          <ul aria-label={words.findings} className="mt-5 divide-y divide-line border-y border-line">
            {worstFirst(report.findings).map((finding) => (
              <FindingRow key={finding.id} finding={finding} onLookAgain={lookAgain} />
            ))}
          </ul>
        )}
        {exporting && <DiagnosticsDialog onClose={() => setExporting(false)} />}
      </main>
    </div>
  )
}
