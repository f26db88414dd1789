/*
 * Keeps the page itself on this device, so that a story that was closed without a network opens
 * again without one (rule Y4): the hashed files of the build, the page, and who is signed in.
 * The words are not here: they are in IndexedDB, kept by the page (client/src/sync/offline-copy.ts).
 */
const FILES = 'dateline-files-1'
const ANSWERS = 'dateline-answers-1'
const SHELL = '/'
/** Answers without which the page cannot say whose copy to open. */
const KEPT_ANSWERS = ['/api/session', '/api/users']
/** Files of older builds go once there are more than this; a build has a few dozen. */
const FILES_LIMIT = 200

addEventListener('install', (event) => event.waitUntil(skipWaiting()))

addEventListener('activate', (event) => event.waitUntil(takeOver()))

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (url.pathname === '/api/auth/sign-out') event.waitUntil(caches.delete(ANSWERS))
  if (request.method !== 'GET') return
  if (url.pathname.startsWith('/assets/')) event.respondWith(fileFirst(request))
  else if (isPage(request, url)) event.respondWith(networkFirst(request, FILES, SHELL))
  else if (KEPT_ANSWERS.includes(url.pathname)) {
    event.respondWith(networkFirst(request, ANSWERS, url.pathname))
  }
})

/** An export opened in a tab is a navigation too, and must never be kept as the page. */
function isPage(request, url) {
  return request.mode === 'navigate' && !url.pathname.startsWith('/api/')
}

/** A page opened: what it was loaded with came before this worker could see it. */
addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepAll())
})

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name !== FILES && name !== ANSWERS) await caches.delete(name)
  }
  await clients.claim()
}

/** A hashed name never changes its content. */
async function fileFirst(request) {
  const cache = await caches.open(FILES)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}

async function networkFirst(request, name, key) {
  const cache = await caches.open(name)
  try {
    const answer = await fetch(request)
    if (answer.ok && !answer.redirected && isWhatItSays(answer, key))
      await cache.put(key, answer.clone())
    else if (answer.status === 401) await caches.delete(ANSWERS)
    return answer
  } catch (error) {
    const kept = await cache.match(key)
    if (kept) return kept
    throw error
  }
}

/** The page is HTML; anything else at its address (a probe, a proxy's notice in JSON) is not it. */
function isWhatItSays(answer, key) {
  return key !== SHELL || (answer.headers.get('content-type') ?? '').startsWith('text/html')
}

async function keepAll() {
  await Promise.allSettled([
    keepFiles(),
    networkFirst(new Request(SHELL), FILES, SHELL),
    ...KEPT_ANSWERS.map((path) => networkFirst(new Request(path), ANSWERS, path)),
  ])
}

/** Every file of the build, of pages that were not opened yet too: see client/list-assets.ts. */
async function keepFiles() {
  const cache = await caches.open(FILES)
  const list = await fetch('/files.json', { cache: 'no-store' })
  for (const path of await list.json()) {
    if (!(await cache.match(path))) await cache.add(path).catch(() => undefined)
  }
  const files = await cache.keys()
  for (const file of files.slice(0, Math.max(0, files.length - FILES_LIMIT))) {
    if (new URL(file.url).pathname !== SHELL) await cache.delete(file)
  }
}
