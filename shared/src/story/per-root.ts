/**
 * One cache a root type, however many accessors are made of its document: an accessor made for one
 * look at a living document must not leave an observer behind there.
 */
export function perRoot<Root extends object, Cache>(
  make: (root: Root) => Cache,
): (root: Root) => Cache {
  const caches = new WeakMap<Root, Cache>()
  return (root) => {
    const known = caches.get(root)
    if (known !== undefined) return known
    const cache = make(root)
    caches.set(root, cache)
    return cache
  }
}
