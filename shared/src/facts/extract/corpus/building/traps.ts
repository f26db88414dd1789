import type { CorpusText } from '../corpus-text.ts'

/** News in which much looks like a fact of talks and little is one. */
export const BUILDING_TRAPS: readonly CorpusText[] = [
  {
    name: 'football',
    date: '2025-06-02',
    language: 'en',
    headline: 'Spain beat Germany 3-2 in Munich thriller',
    body: [
      'Spain and Germany traded goals in a 3-2 thriller at the Allianz Arena on Sunday before 75,000 people.',
      'May, 25, scored in minutes 12 and 19. Germany will meet France next week.',
      'The tournament, hosted by Germany, ends on June 8.',
    ],
    expected: ['place Munich', 'date 2025-06-08'],
  },
  {
    name: 'quoted dates and names',
    date: '2025-09-10',
    language: 'en',
    headline: 'Minister rules out early vote',
    body: [
      '“The election will be on 5 November, not on Monday, and Qatar has nothing to do with it,” the minister said on September 9.',
      'He is 64 and has held office since 2019.',
    ],
    expected: ['statement quote minister: the election will be'],
  },
  {
    name: 'history',
    date: '2025-08-15',
    language: 'en',
    headline: 'Four years on, Kabul remembers',
    body: [
      'The Taliban entered Kabul on 15 August 2021 (24 Asad 1400), two decades after the Sept. 11 attacks.',
      'The Doha Agreement was signed on 29 February 2020. Chapter 7 of the report runs from page 25 to 30.',
    ],
    expected: ['place Kabul', 'date 2021-08-15', 'agreement Doha Agreement 2020-02-29 -'],
  },
  {
    name: 'governments named by their capitals',
    date: '2025-02-03',
    language: 'en',
    headline: 'Beijing rejects tariffs',
    body: [
      'Beijing said it would answer the tariffs that Washington announced on February 1.',
      'Trade between China and the United States reached $582 billion last year. A flight from Beijing to New York was delayed.',
    ],
    expected: [
      'place Beijing',
      'place New York',
      'date 2025-02-01',
      'statement paraphrase Beijing: it would answer the',
    ],
  },
  {
    name: 'numbers that are no dates',
    date: '2025-11-20',
    language: 'en',
    headline: 'Storm hits coast, 18 dead',
    body: [
      'At least 18 people died and 19 are missing after the storm, officials said Thursday. It may 2 days later reach the north.',
      'Resolution 2803 passed 13-0. Call 911 or 06-11-25-30. Version 2.10.2025 of the app maps 25/30 shelters.',
      'Winds of 120-150 km/h were measured on November 18 and 19 flights were cancelled.',
    ],
    expected: ['date 2025-11-18', 'statement paraphrase ?officials: at least 18 people'],
  },
]
