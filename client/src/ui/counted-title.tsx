import css from './counted-title.module.css'

interface Props {
  title: string
  /** Title and count in words, for a screen reader. */
  name: string
  count: number
}

/** A tab's title with a number that asks for somebody; nothing beside it at zero. */
export function CountedTitle({ title, name, count }: Props) {
  return (
    <>
      <span className="visually-hidden">{name}</span>
      <span aria-hidden>
        {title}
        {count > 0 && <span className={css['count']}>{count}</span>}
      </span>
    </>
  )
}
