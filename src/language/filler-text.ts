import { phraseIndex } from '#campaign/facts/phrase-index.js';

/** Words of the Latin that designers fill templates with. */
const FILLER = new Set((
  'lorem ipsum dolor sit amet consectetur consectetuer adipiscing adipisicing elit sed eiusmod tempor incididunt labore dolore magna aliqua enim ad '
  + 'minim veniam quis nostrud exercitation ullamco laboris nisi aliquip commodo consequat duis aute irure reprehenderit voluptate velit esse cillum '
  + 'fugiat nulla pariatur excepteur sint occaecat cupidatat proident culpa officia deserunt mollit anim laborum vestibulum maecenas curabitur vivamus '
  + 'pellentesque phasellus donec mauris nunc proin morbi aenean praesent suspendisse quisque etiam fusce nullam vitae eget tincidunt sapien ligula '
  + 'euismod facilisis ornare massa tellus turpis iaculis viverra lacus purus porttitor rhoncus ultricies ultrices volutpat molestie hendrerit interdum '
  + 'habitant tristique senectus netus malesuada fames egestas tortor lectus augue felis risus elementum congue dictum accumsan bibendum sollicitudin '
  + 'condimentum scelerisque dapibus venenatis pretium faucibus eleifend nisl nibh arcu dignissim lobortis imperdiet placerat '
  + 'blandit feugiat luctus perspiciatis unde omnis iste natus voluptatem accusantium doloremque laudantium mattis vehicula pharetra gravida '
  + 'mei usu vim pri ius eam vix adversarium perfecto mediocrem reprimique definitiones adolescens assueverit constituam conclusionemque'
).split(' '));

const fillerIn = phraseIndex([...FILLER].map((text) => ({ text, goesOn: false })));

const WORD = /\p{L}+/gu;
const LEAST_WORDS = 3;
const LEAST_SHARE = 0.3;

/** Whether a text is filler Latin, which detectors take for Italian or Spanish: a fault of its own, but no foreign language. */
export function isFillerText(text: string): boolean {
  const lower = text.toLowerCase();
  if (fillerIn(lower).length === 0) return false;
  const words = lower.match(WORD) ?? [];
  const filler = words.filter((word) => FILLER.has(word));
  return new Set(filler).size >= LEAST_WORDS && filler.length >= words.length * LEAST_SHARE; // "mea culpa, mea culpa, mea maxima culpa" is none
}
