/** Skein's mark: a hank of yarn, two strands wound in a figure of eight. `Coil` is the same loop at work. */
interface SkeinMarkProps {
  readonly size: number
  readonly className?: string
}

export function SkeinMark({ size, className = 'text-accent' }: SkeinMarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden className={className}>
      <g stroke="currentColor" strokeLinecap="round" strokeWidth="1.7" transform="rotate(-32 12 12)">
        <path d="M12 12C8.5 4.5 .9 5 .9 12s7.6 7.5 11.1 0 11.1-7 11.1 0-7.6 7.5-11.1 0Z" />
        <path d="M12 12C9.9 8.4 4.6 8.7 4.6 12s5.3 3.6 7.4 0 7.4-3.3 7.4 0-5.3 3.6-7.4 0Z" />
      </g>
    </svg>
  )
}
