/** The product's mark. Decoration: its name always stands beside it. */
export function Logo({ size = '1.5rem' }: { size?: string }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden focusable="false">
      <rect width="32" height="32" rx="7" fill="#1f4b8f" />
      <path d="M8 8h7.5a8 8 0 0 1 0 16H8z" fill="none" stroke="#fff" strokeWidth="3" />
      <path d="M8 16h9" stroke="#ffcf70" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}
