import { bodySchema } from '@dateline/shared/editor-schema/editor-schema'
import { describe, expect, test } from 'vitest'
import type { Article, Block } from './article.ts'
import { bodyJson } from './body-json.ts'
import { cleanArticle } from './clean-article.ts'
import { readHtml } from './read-html.ts'

/** Blocks as one would note them down: p, h2, quote(…), ul(…), with *bold*, _italic_, [link](url). */
function note(block: Block): string {
  const inline = (inlines: Extract<Block, { kind: 'paragraph' }>['inlines']) =>
    inlines
      .map(({ text, bold, italic, href }) => {
        const marked = `${bold ? '*' : ''}${italic ? '_' : ''}${text}${italic ? '_' : ''}${bold ? '*' : ''}`
        return href === undefined ? marked : `[${marked}](${href})`
      })
      .join('')
  switch (block.kind) {
    case 'paragraph':
      return inline(block.inlines)
    case 'heading':
      return `h${block.level} ${inline(block.inlines)}`
    case 'quote':
      return `quote(${block.blocks.map(note).join(' / ')})`
    case 'list':
      return `${block.ordered ? 'ol' : 'ul'}(${block.items.map((item) => item.map(note).join(' / ')).join('; ')})`
    default:
      return block satisfies never
  }
}

const read = (html: string): string[] => readHtml(html).blocks.map(note)
const clean = (html: string): Article => cleanArticle(readHtml(html))

describe('[I3] what stays', () => {
  test.for([
    ['<p>One</p><p>Two <b>bold</b> and <em>soft</em></p>', ['One', 'Two *bold* and _soft_']],
    [
      '<h2>Head</h2><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>',
      ['h2 Head', 'ul(a; b)', 'ol(c)'],
    ],
    [
      '<p>He said:</p><blockquote><p>We stay.</p><p>All.</p></blockquote>',
      ['He said:', 'quote(We stay. / All.)'],
    ],
    ['<p>He said <q>never</q>.</p>', ['He said “never”.']],
    ['<p>See <a href="https://example.org/x">this</a></p>', ['See [this](https://example.org/x)']],
    ['<p>Mail <a href="mailto:a@example.org">us</a></p>', ['Mail [us](mailto:a@example.org)']],
    ['<div>One<br><br>Two<br>Three</div>', ['One', 'Two\nThree']],
    ['plain words', ['plain words']],
    ['<table><tr><td>a</td><td>b</td></tr></table>', ['a', 'b']],
  ] as const)('%s', ([html, blocks]) => {
    expect(read(html)).toEqual(blocks)
  })

  test('relative links are made whole where the page is known, and dropped where not', () => {
    const html = '<p><a href="/a">Other</a></p>'
    expect(readHtml(html, 'https://example.org/x/y').blocks.map(note)).toEqual([
      '[Other](https://example.org/a)',
    ])
    expect(read(html)).toEqual(['Other'])
  })

  test('Word: its quotation style, indents and lists', () => {
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{}</style></head><body>
      <!--StartFragment--><p class=MsoNormal>He said:<o:p></o:p></p>
      <p class=MsoQuote>We stay.</p>
      <p class=MsoNormal style='margin-left:.5in'>All of us.</p>
      <p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>first</p>
      <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span>·&nbsp;</span>second</p></body></html>`
    expect(read(html)).toEqual(['He said:', 'quote(We stay. / All of us.)', 'ul(first; second)'])
  })

  test('Google Docs: its wrapper is not bold, its styles are', () => {
    const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span></p></b>`
    expect(read(html)).toEqual(['Plain *bold*'])
  })

  test('mail: a quoted message', () => {
    const html = `<div dir="ltr">See below.<div class="gmail_quote"><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">They met.<br></blockquote></div></div>`
    expect(read(html)).toEqual(['See below.', 'quote(They met.)'])
  })

  test('a Dari paragraph keeps its joiners', () => {
    expect(read('<p dir="rtl">آتش‌بس در استانبول</p>')).toEqual(['آتش‌بس در استانبول'])
  })
})

describe('[I1] what never gets in', () => {
  test.for([
    '<p>Safe<script>alert(1)</script></p>',
    '<p onclick="alert(1)">Safe</p>',
    '<p><a href="javascript:alert(1)">Safe</a></p>',
    '<p><a href=" JaVaScRiPt:alert(1)">Safe</a></p>',
    '<p><a href="data:text/html,x">Safe</a></p>',
    '<p><a href="//evil.example/">Safe</a></p>',
    '<p>Safe<img src=x onerror=alert(1)></p>',
    '<p>Safe</p><svg onload=alert(1)><text>no</text></svg>',
    '<p>Safe<iframe src="https://evil.example"></iframe><style>p{}</style></p>',
    '<p>Safe</p><form><input value=no><button>no</button></form>',
    '<p>Safe<span hidden>no</span><span style="display:none">no</span><span aria-hidden=true>no</span></p>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math><p>Safe</p>',
    '<nav><p>no</p></nav><p>Safe</p><aside>no</aside><footer>no</footer>',
    '<div class="sharedaddy share-links"><p>no</p></div><p>Safe</p><div id="jp-relatedposts">no</div>',
  ])('%s', (html) => {
    expect(read(html)).toEqual(['Safe'])
  })

  test('elements nested to end the stack are left alone', () => {
    expect(read(`${'<div>'.repeat(300)}Safe`)).toEqual(['Safe'])
    expect(read(`${'<div>'.repeat(70_000)}Safe`)).toEqual([])
  })
})

describe('[I4] a whole page', () => {
  const page = `<!doctype html><html lang="en"><head><title>Truce holds in border town | The Daily</title>
    <meta property="og:site_name" content="The Daily">
    <meta property="article:published_time" content="2025-10-31T08:00:00+04:30">
    <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"name":"Sam Writer"}}]}</script></head>
    <body><header><nav><a href="/">Home</a></nav></header>
    <main><article><h1>Truce holds in border town</h1>
      <p class="standfirst">Guns are silent for a third day</p>
      <div class="byline">By Sam Writer</div>
      <p>TORKHAM (AFP) — The truce held on Thursday.</p>
      <figure><img src=x><figcaption>A photo of it</figcaption></figure>
      <p>Read more: Another story</p>
      <ul><li><a href="/a">Other story</a></li><li><a href="/b">And one more</a></li></ul>
      <p>“It is quiet,” a shopkeeper said.</p>
      <p>Share this article</p></article>
      <aside>Most read</aside></main><footer>© 2025</footer></body></html>`

  test('is its article, and knows what it says of itself', () => {
    const { blocks, ...meta } = clean(page)
    expect(blocks.map(note)).toEqual([
      'The truce held on Thursday.',
      '“It is quiet,” a shopkeeper said.',
    ])
    expect(meta).toEqual({
      headline: 'Truce holds in border town',
      standfirst: 'Guns are silent for a third day',
      byline: 'Sam Writer',
      dateline: 'TORKHAM',
      publisher: 'The Daily',
      publishedAt: '2025-10-31T08:00:00+04:30',
      language: 'en',
    })
  })

  test('every block fits the editor', () => {
    const json = bodyJson(
      readHtml(
        '<h1>x</h1><h6>y</h6><ul><li><h2>a</h2></li><li><ul><li>b<br>c</li></ul></li></ul><blockquote><ol><li>d</li></ol></blockquote>',
      ).blocks,
    )
    expect(() => json && bodySchema.nodeFromJSON(json).check()).not.toThrow()
    expect(json).toBeDefined()
  })
})
