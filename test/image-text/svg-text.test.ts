import { describe, expect, it } from 'vitest';
import { svgText } from '#image-text/svg-text.js';

const svg = (content: string) => `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300">${content}</svg>`;

describe('svgText', () => {
  it('gives one line a text element, spans joined, entities of XML decoded', () => {
    expect(svgText(svg('<text>Der Herbst <tspan>ist</tspan><tspan>da</tspan></text><g><text>Müller &amp; Söhne</text></g>'))).toBe('Der Herbst ist da\nMüller & Söhne');
    expect(svgText(svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Bonjour</p></foreignObject>'))).toBe('Bonjour');
  });

  it('leaves out what is not shown: scripts, styles, titles, text outside of text elements', () => {
    const hidden = '<title>Logo</title><desc>A logo</desc><script>alert("run")</script><style>text { fill: red }</style>stray';
    expect(svgText(svg(`${hidden}<text>Seen<script>alert(1)</script></text>`))).toBe('Seen');
  });

  it('expands no entity of the file, neither external nor a billion laughs', () => {
    const doctype = '<!DOCTYPE svg [<!ENTITY xxe SYSTEM "file:///etc/passwd"><!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>';
    const text = svgText(`${doctype}${svg('<text>Before &xxe; &b; after</text>')}`);
    expect(text).toBe('Before after');
  });

  it('reads broken markup to its end', () => {
    expect(svgText('<svg><text>Open')).toBe('Open');
    expect(svgText('</text></svg><text>Odd</text>')).toBe('Odd');
  });

  it('stops at ten thousand characters', () => {
    expect(svgText(svg('<text>wort wort wort</text>'.repeat(5000))).length).toBeLessThan(12_000);
  });
});
