import { describe, expect, it } from 'vitest';
import { personalIn } from '#network/personal-url.js';

describe('addresses that everybody gets', () => {
  it.each([
    'https://www.acme.example/', 'https://www.acme.example/herbst-angebote-2026?utm_source=newsletter&utm_campaign=kw47_3f2a9b8c7d6e5f4a&mc_cid=1a2b3c4d5e',
    'https://www.acme.example/produkte/4006381333931', 'https://shop.example/p/Übergrößen/kleid-gr-42', 'https://cdn.example/img/3f5a9c1d2e4b6a7f8091a2b3c4d5e6f7.png',
    'https://mcusercontent.com/7e093c5cf4/images/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d.png', 'https://www.acme.example/TheBigGreenAutumnSale2026', 'https://www.acme.example/a/b.html?page=2&sort=price',
    'https://youtu.be/myfKXhdMkQ4?t=72', 'https://docs.google.com/forms/d/e/1FAIpQLSfzjU-URJmFhGqSEbjUZqRL70VqmN6_WwAX1kzasSH5iJuwnA/viewform', 'https://discord.gg/KEt98kFxYz',
    'https://www.inquirer.example/news/ride-of-silence-philadelphia-bike-crashes-20240516.html', 'https://bit.ly/WithdrawThePermits', 'https://www.acme.example/blog/how-to-track-2026-goals-with-soundtracks', 'https://www.acme.example/artikel.php?id=123456', 'https://www.acme.example/?p=1234&v=2b', 'https://www.acme.example/?kategorie=kunden-2026&kunden=alle',
  ])('are asked: %s', (address) => expect(personalIn(address)).toBeUndefined());
});

describe('addresses that one recipient gets', () => {
  it.each([
    ['https://www.acme.example/*|UNSUB|*', 'it holds a merge tag'],
    ['https://www.acme.example/?x=%7B%7B%20id%20%7D%7D', 'it holds a merge tag'],
    ['https://www.acme.example/afmelden', 'it unsubscribes somebody'],
    ['https://www.acme.example/peruuta-tilaus', 'it unsubscribes somebody'],
    ['https://www.acme.example/d%C3%A9sinscription', 'it unsubscribes somebody'],
    ['https://jo@www.acme.example/', 'it holds a user name or password'],
    ['https://youtu.be/abc?for=jo@acme.example', 'it holds a mail address'],
    ['https://u1.ct.sendgrid.net/ls/click?x=1', 'it is a click tracker\'s'],
    ['https://news.acme.example/clickthrough.php?id=17&n=4', 'it is a click tracker\'s'],
    ['https://www.acme.example/a?Subscriber_ID=7', 'its parameter Subscriber_ID looks personal'],
    ['https://www.acme.example/a?kundennr=4711889', 'its parameter kundennr looks personal'],
    ['https://www.acme.example/a?spender_id=77', 'its parameter spender_id looks personal'],
    ['https://www.acme.example/a?u=1f3a9&page=2', 'its parameter u looks personal'],
    ['https://www.acme.example/a?q=c3-x1sCQJLo-Qw0W2VZ57n0NcndxRRR', 'its parameter q looks personal'],
    ['https://www.acme.example/a?c3x1sCQJLoQw0W2VZ57n0Ncndx', 'its parameter c3x1sCQJLoQw0W2VZ57n0Ncndx looks personal'],
    ['https://email.acme.example/c/eJwEwDtOxDAQANDT2GU0M', 'it holds an id that looks personal'],
    ['https://www.acme.example/konto/3fa85f64-5717-4562-b3fc-2c963f66afa6', 'it holds an id that looks personal'],
    ['https://www.acme.example/track/open/a1B2c3.gif', 'it is a click tracker\'s'],
  ])('are not: %s', (address, reason) => expect(personalIn(address)).toBe(reason));
});
