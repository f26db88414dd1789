/** Class names joined; what is false or missing is left out. `cx(css['card'], open && css['open'])` */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
