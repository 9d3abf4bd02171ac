import { describe, expect, it } from 'vitest';
import { blockFaults, enclosingBlocks } from '#campaign/merge/tag-blocks.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';

const faults = (text: string) => blockFaults(findTemplateTags(text)).map(({ kind, tag }) => `${kind} ${tag.raw}`);

describe('blocks of template tags', () => {
  it('name the inner block that an outer end leaves open, in the order of the text', () => {
    expect(faults('{% for a in b %}{% if c %}{% endfor %}{% endif %}')).toEqual(['unclosed {% if c %}', 'unopened {% endif %}']);
  });

  it('keep the languages apart', () => {
    expect(faults('{{#if a}}{% if b %}{{/if}}{% endif %}')).toEqual(['unclosed {% if b %}', 'unopened {% endif %}']);
  });

  it('of Smarty close by their name', () => {
    expect(faults('{if {contact.do_not_mail|boolean}}{foreach from=$käufe item=k}{$k.name}{/foreach}{/if}')).toEqual([]);
    expect(faults('{foreach from=$käufe item=k}{if $k.neu}{/foreach}')).toEqual(['unclosed {if $k.neu}']);
  });

  it('are not read inside raw and comment', () => {
    expect(faults('{% raw %}{% if ä %}{% endraw %}{% comment %}{% endfor %}{% endcomment %}')).toEqual([]);
  });

  it('know what stands around a tag, and no more after the end', () => {
    const tags = findTemplateTags('{% if größe %}{{ a }}{% endif %}{{ b }}');
    const around = enclosingBlocks(tags);
    expect(tags.filter(({ kind }) => kind === 'output').map((tag) => around.get(tag)?.map(({ raw }) => raw))).toEqual([['{% if größe %}'], []]);
  });

  it('of hostile depth end the reading, not the program', () => {
    expect(faults('{% if x %}'.repeat(50_000)).length).toBe(100);
    expect(enclosingBlocks(findTemplateTags('{% if x %}'.repeat(50_000))).size).toBe(50_000);
  });
});
