/** What can be wrong with a tag; the wording is in rule.ts. */
export type MessageId = 'unclosed' | 'unopened' | 'curlyQuotes' | 'split' | 'syntax' | 'unknownField' | 'wrongCase' | 'unencoded' | 'inComment' | 'notMerged';
