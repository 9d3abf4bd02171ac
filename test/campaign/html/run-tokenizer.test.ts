import { isTag, hasChildren, type AnyNode } from 'domhandler';
import { Parser } from 'parse5';
import type { Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { describe, expect, it } from 'vitest';
import { LocatedParser } from '#campaign/html/located-parser.js';
import { treeAdapter } from '#campaign/html/tree-adapter.js';

const OPTIONS = { treeAdapter, sourceCodeLocationInfo: true, scriptingEnabled: false } as const;

/** What a node is and where it stands, with all below it. */
function outline(node: AnyNode): unknown {
  const { type, sourceCodeLocation } = node;
  return { type, place: sourceCodeLocation, ...('data' in node && { data: node.data }), ...(isTag(node) && { name: node.name, attributes: node.attribs }), ...(hasChildren(node) && { children: node.children.map(outline) }) };
}

describe('RunTokenizer', () => {
  it.each([
    ['words, spaces and lines', '<p>Hello  Jane,\n\tthank you\r\nfor <b>your</b> order \r of today.\f </p> \n<p>\n x</p>'],
    ['references', '<p>Fish &amp; chips &nbsp;&euro; 5&#160;&notit; &foo; AT&T&amp</p><a href="?a=1&amp;b=2&copy=3" title=\'&lt;x&gt; y\'>z</a>'],
    ['pairs and lone halves, null and letters beyond ASCII', '<p>Grüße 😀 aus Köln \ud83d x \ude00\0 ende 日本語</p>'],
    ['attributes of all kinds', '<a href=https://x.example/a;b?c=d:e class = "a  b\r\nc" title=\'it "is" - so!\' hidden data-x=`y`>z</a>'],
    ['comments', '<!-- [if mso]> <table><tr> -- ! <![endif]--><p>a</p><!--->b<!----!>c<!-- d <!-- e --> f'],
    ['styles, titles and text areas', '<title>A &amp; B <i>c</title><style>a > b { color: red; }\n.c::after { content: "</p>" }</style><textarea>\n\n two  words &lt;</textarea>'],
    ['text that tables put before them', '<table>one two<tr> <td>three four</td> five </tr> six<caption>a b</caption><colgroup> c d</colgroup></table>'],
    ['scripts with comments in them', '<script>if (a<b) x(); <!-- <script> y </script> --> z </script>after it<script><!--<script> end'],
    ['text around the body', ' \n<html> \n<head> \n</head> \n<body> a b </body> c \n</html> d e '],
    ['foreign elements and lists', '<svg><text> a  b </text><![CDATA[ c ]] d ]]></svg><pre>\n\n a  b</pre><ul> <li>one <li>two </ul><select> <option>a b</select>'],
    ['a word at the end', 'a b'],
  ])('makes the tree of parse5 with the same places: %s', (_, html) => {
    expect(outline(LocatedParser.parse(html, OPTIONS))).toEqual(outline(Parser.parse<Htmlparser2TreeAdapterMap>(html, OPTIONS)));
  });
});
