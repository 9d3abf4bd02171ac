import { isComment, isTag } from 'domhandler';
import { describe, expect, it } from 'vitest';
import { commentsOf, elementsNamed, elementsOf, markupOf, renderedElementsOf } from '#campaign/html/elements.js';
import { documentOf } from '../html-facts.js';

const document = documentOf('<!doctype html><html><head><title>T</title></head><body><!-- a --><p>x<svg><a href="/y"></a></svg><b>z</b></p></body></html>');

describe('lists of a document', () => {
  it('hold every element in document order', () => {
    expect(elementsOf(document).map(({ name }) => name)).toEqual(['html', 'head', 'title', 'body', 'p', 'svg', 'a', 'b']);
    expect(elementsNamed(document, 'b')).toHaveLength(1);
  });

  it('leave out of what is rendered the head and drawings, and go on after them', () => {
    expect(renderedElementsOf(document).map(({ name }) => name)).toEqual(['html', 'body', 'p', 'b']);
  });

  it('have comments and the doctype among the markup, and no text', () => {
    expect(markupOf(document).map((node) => (isTag(node) ? node.name : isComment(node) ? '#comment' : node.type))).toEqual(
      ['directive', 'html', 'head', 'title', 'body', '#comment', 'p', 'svg', 'a', 'b']);
    expect(commentsOf(document).map(({ data }) => data)).toEqual([' a ']);
  });
});
