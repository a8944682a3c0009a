/** The sign for "at work": a loop of yarn being wound. Decoration only; say the state in words beside it. */
interface CoilProps {
  readonly size?: number
  readonly className?: string
}

export function Coil({ size = 14, className = 'text-accent' }: CoilProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden className={className}>
      <path
        d="M8 8C5.6 2.8.7 3 .7 8s4.9 5.2 7.3 0 7.3-5 7.3 0-4.9 5.2-7.3 0Z"
        stroke="currentColor"
        strokeWidth="1.5"
        opacity="0.25"
      />
      <path
        className="coil"
        d="M8 8C5.6 2.8.7 3 .7 8s4.9 5.2 7.3 0 7.3-5 7.3 0-4.9 5.2-7.3 0Z"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeDasharray="12 36"
        pathLength="48"
      />
    </svg>
  )
}
