// Inputs that would do harm if a text became markup, code, an address or a formula. What runs sets
// `__harm`; what loads asks a host that counts.

const RUN = 'globalThis.__harm=1';

/** As text, in words, names and speakers. */
export const TEXTS = [
  `<script>${RUN}</script>`, `<ScRiPt>${RUN}</sCrIpT>`, `<script src=//127.0.0.1:1/x></script>`, `<script/x>${RUN}</script>`, `</script><script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`, `<img/src=x/onerror=${RUN}>`, `<img src=x onerror=${RUN}//`, `<IMG """><SCRIPT>${RUN}</SCRIPT>">`, `<image src=x onerror=${RUN}>`,
  `<svg onload="${RUN}"></svg>`, `<svg/onload=${RUN}>`, `<svg><script>${RUN}</script></svg>`, `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`, `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}>#x">`,
  `"><img src=x onerror=${RUN}>`, `'><img src=x onerror=${RUN}>`, `\`><img src=x onerror=${RUN}>`, `--><img src=x onerror=${RUN}>`, `]]><img src=x onerror=${RUN}>`,
  `</title><img src=x onerror=${RUN}>`, `</textarea><img src=x onerror=${RUN}>`, `</style><img src=x onerror=${RUN}>`, `</mark></span><img src=x onerror=${RUN}>`, `</template><img src=x onerror=${RUN}>`,
  `<iframe srcdoc="<script>parent.__harm=1</script>"></iframe>`, `<iframe src="javascript:parent.__harm=1"></iframe>`, `<object data="javascript:${RUN}"></object>`, `<embed src="javascript:${RUN}">`, `<frameset onload=${RUN}>`,
  `<details open ontoggle="${RUN}">x</details>`, `<body onload=${RUN}>`, `<body onpageshow=${RUN}>`, `<input autofocus onfocus=${RUN}>`, `<select autofocus onfocus=${RUN}>`, `<video><source onerror=${RUN}></video>`, `<audio src=x onerror=${RUN}>`,
  `<marquee onstart=${RUN}>x</marquee>`, `<x contenteditable onblur=${RUN}>x</x>`, `<a href="javascript:${RUN}">link</a>`, `<a href="data:text/html,<script>${RUN}</script>">link</a>`, `<form action="javascript:${RUN}"><button>x</button></form>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`, `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`, `<style>@import "http://127.0.0.1:1/x";</style>`, `<link rel=stylesheet href=//127.0.0.1:1/x>`,
  `<base href="http://127.0.0.1:1/">`, `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`, `<div style="background:url(http://127.0.0.1:1/x)">x</div>`, `<table background="http://127.0.0.1:1/x">`, `<template><script>${RUN}</script></template>`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`, `&#60;img src=x onerror=${RUN}&#62;`, `\\u003cimg src=x onerror=${RUN}\\u003e`, `%3Cimg%20src=x%20onerror=${RUN}%3E`, `\${${RUN}}`, `{{constructor.constructor("${RUN}")()}}`, `#{${RUN}}`, `<%= ${RUN} %>`,
  `javascript:${RUN}`, `');${RUN}//`, `";${RUN}//`, `__proto__`, `constructor`, `toString`, `\u0000<script>${RUN}</script>`, `\ud800<script>${RUN}</script>`, `\u202e<script>${RUN}</script>\u202c`, `＜script＞${RUN}＜/script＞`, `<\u200bscript>${RUN}</script>`,
  `[x](javascript:${RUN})`, `![x](http://127.0.0.1:1/x)`, `[x]: javascript:${RUN}`, `<javascript:${RUN}>`, '```\n<script>\n```',
];

/** As `text/html`, beside all of the above. */
export const MARKUP = [
  `<a href=" javascript:${RUN}">x</a>`, `<a href="java\tscript:${RUN}">x</a>`, `<a href="&#106;avascript:${RUN}">x</a>`, `<a href="vbscript:x">x</a>`, `<a href="blob:x">x</a>`, `<a href="file:///etc/passwd">x</a>`, `<a href="//127.0.0.1:1/" ping="http://127.0.0.1:1/p">x</a>`,
  '<img src="http://127.0.0.1:1/i">', '<picture><source srcset="http://127.0.0.1:1/i"><img></picture>', '<link rel=prefetch href="http://127.0.0.1:1/p">', '<link rel=preconnect href="http://127.0.0.1:1/">', '<video poster="http://127.0.0.1:1/v"></video>',
  '<p style="position:fixed;inset:0">x</p>', `<p onclick="${RUN}" id="article" class="status" name="text">x</p>`, '<form id=out><input name=showModal></form>', `<custom-element onclick=${RUN}><slot>x</slot></custom-element>`, '<p is="x-y" slot="a" part="b">x</p>',
  `<p onstart=${RUN} onbounce=${RUN} onfinish=${RUN} onbegin=${RUN}>x</p>`, `<div><template shadowrootmode=open><script>${RUN}</script></template></div>`, '<dialog open>x</dialog>', '<p popover>x</p>', `<object><param name=x value="javascript:${RUN}"></object>`,
];

/** As names of files. */
export const FILE_NAMES = [
  `<img src=x onerror=${RUN}>.txt`, `"><script>${RUN}</script>.html`, '../../etc/passwd.txt', 'a\u202etxt.exe', `javascript:${RUN}.md`, '.txt', `${'x'.repeat(5_000)}.txt`, 'con.txt', 'a\u0000.txt', '=1+1.txt',
];

/** As fragments of the address. */
export const FRAGMENTS = [
  `#<img src=x onerror=${RUN}>`, `#t=1.<script>${RUN}</script>`, '#t=1.', '#t=1.%00', '#t=1.AAAA', '#t=9.abcd', '#t=', '#__proto__', '#said:target', `#javascript:${RUN}`, '#t=1.===', '#t=1.\u{1f4a3}', `#t=1.${'A'.repeat(10_000)}`,
];

/** As the words that a cell begins with. */
export const FORMULAS = [
  '=HYPERLINK("http://127.0.0.1:1/","x")', '+1+1', '-2+3', '@SUM(A1)', '=cmd|" /C calc"!A0', '\t=1+1', '\r=1+1', '=IMPORTXML("http://127.0.0.1:1/","//a")', '＝1+1', '=1+1;"x"',
];
