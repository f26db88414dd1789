// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { cleanPaste } from './clean-paste.ts'

const clean = (html: string, known: readonly string[] = []) =>
  cleanPaste(html, (id) => (known.includes(id) ? id : undefined)).replaceAll(/\s*\n\s*/g, '')

describe('what has to go', () => {
  test('scripts and styles, with what is in them', () => {
    const html = '<style>p{}</style><p>a<script>alert(1)</script></p><noscript>b</noscript>'
    expect(clean(html)).toBe('<p>a</p>')
  })

  test('links that would run something; their words stay', () => {
    expect(clean('<p><a href="javascript:alert(1)">words</a></p>')).toBe('<p>words</p>')
    expect(clean('<p><a href="file:///etc/passwd">words</a></p>')).toBe('<p>words</p>')
  })
})

describe('what has to stay', () => {
  test('links, out of the redirects that Google Docs wraps them in', () => {
    const wrapped = 'https://www.google.com/url?q=https%3A%2F%2Fun.org%2Ftalks&sa=D'
    expect(clean(`<a href="${wrapped}">UN</a>`)).toBe('<a href="https://un.org/talks">UN</a>')
    expect(clean('<a href="mailto:desk@example.org">desk</a>')).toContain('mailto:')
  })

  test('quotation marks that a browser only draws', () => {
    expect(clean('<p>He said <q>never</q>.</p>')).toBe('<p>He said “never”.</p>')
  })

  test.for([
    ['Word', '<p class="MsoQuote">“Never,” he said.</p>'],
    ['Google Docs', '<p style="margin-left:36pt">“Never,” he said.</p>'],
    ['Outlook', '<div style="border-left:1.5pt solid;padding-left:4pt">“Never,” he said.</div>'],
    ['the web', '<blockquote><p>“Never,” he said.</p></blockquote>'],
  ])('a quotation from %s stays a quotation', ([, html]) => {
    const body = document.createElement('div')
    body.innerHTML = clean(html ?? '')
    expect(body.querySelector('blockquote')?.textContent).toBe('“Never,” he said.')
  })

  test('paragraphs of one quotation stay one quotation', () => {
    const html = '<p class="MsoQuote">One.</p><p class="MsoQuote">Two.</p><p>Three.</p>'
    const body = document.createElement('div')
    body.innerHTML = clean(html)
    expect([...body.querySelectorAll('blockquote')].map((quote) => quote.children.length)).toEqual([
      2,
    ])
  })

  test("Word's lists, without their painted bullets", () => {
    const item = (marker: string, text: string) =>
      `<p class="MsoListParagraph" style="margin-left:36.0pt;mso-list:l0 level1 lfo1">` +
      `<span style="mso-list:Ignore">${marker}<span>&nbsp;&nbsp;</span></span>${text}</p>`
    expect(clean(item('·', 'one') + item('·', 'two'))).toBe('<ul><li>one</li><li>two</li></ul>')
    expect(clean(item('1.', 'one') + item('2.', 'two'))).toBe('<ol><li>one</li><li>two</li></ol>')
  })

  test('headings, as high as the body goes', () => {
    expect(clean('<h1>a</h1><h2>b</h2><h6>c</h6>')).toBe('<h2>a</h2><h2>b</h2><h4>c</h4>')
  })

  test('all of Google Docs, whose wrapper is a <b> that is not bold', () => {
    const html = '<b style="font-weight:normal" id="docs-internal-guid-7f"><p>a</p></b>'
    expect(clean(html)).toBe('<p>a</p>')
  })
})

describe('mentions [M1]', () => {
  const html = '<p>on <span data-fact="f1" data-field="date">November 6</span></p>'

  test('stay where their fact is', () => {
    expect(clean(html, ['f1'])).toContain('data-fact="f1"')
  })

  test('become their words where it is not', () => {
    expect(clean(html)).toBe('<p>on November 6</p>')
  })
})

test('[M7] a mention of what was copied from another story is one of the copy', () => {
  const html = '<p>on <span data-fact="theirs" data-field="date">March 14</span></p>'
  const pasted = cleanPaste(html, (id) => (id === 'theirs' ? 'ours' : undefined))
  expect(pasted).toBe('<p>on <span data-fact="ours" data-field="date">March 14</span></p>')
})
