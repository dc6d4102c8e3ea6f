/**
 * The stylesheet that is embedded in every page. Colours are named by use, once for light and once for dark. Each pair
 * has a contrast of at least 4.5 (WCAG AA), which a test measures.
 */
export const PALETTES = {
  light: {
    bg: '#f4f6f7',
    surface: '#ffffff',
    sunken: '#f7f9fa',
    ink: '#15202b',
    muted: '#54616e',
    line: '#dbe2e8',
    accent: '#00605c',
    'on-accent': '#ffffff',
    key: '#1f4e8c',
    string: '#1b6b3a',
    number: '#8f4100',
    good: '#0b6236',
    'good-bg': '#e3f4ea',
    warn: '#7a4a00',
    'warn-bg': '#fff1d6',
    bad: '#a81e17',
    'bad-bg': '#fdebe9',
    info: '#0b5484',
    'info-bg': '#e5f1fa',
  },
  dark: {
    bg: '#0d1317',
    surface: '#151d23',
    sunken: '#11181d',
    ink: '#e4ebf0',
    muted: '#9cabb8',
    line: '#2a363f',
    accent: '#5fd0c5',
    'on-accent': '#06201e',
    key: '#8ab8f5',
    string: '#86d3a0',
    number: '#f0b37a',
    good: '#7fd7a2',
    'good-bg': '#11301f',
    warn: '#f3bf67',
    'warn-bg': '#34270f',
    bad: '#ff9a92',
    'bad-bg': '#3b1815',
    info: '#86c6f2',
    'info-bg': '#11293b',
  },
} as const;

const variables = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** `--d` is the indentation of a line of code, so that wrapped text aligns with its start. */
const DEPTHS = Array.from({ length: 12 }, (_, i) => `.d${i + 1}{--d:${2 * (i + 1)}ch}`).join('');

const RULES = `
*,*::before,*::after{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1,h2,h3,h4,h5,h6,p,ul,ol,dl,dd,pre,table{margin:0}
h1{font-size:clamp(1.5rem,1.2rem + 1.4vw,2.1rem);line-height:1.2;letter-spacing:-.015em;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:1rem;line-height:1.4}
h3{font-size:1rem}
code,pre,.code,.method{font-family:ui-monospace,SFMono-Regular,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
code{overflow-wrap:anywhere}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
summary{min-height:24px}
.muted,small{color:var(--muted)}
.wrap{max-width:1320px;margin-inline:auto;padding-inline:clamp(16px,3vw,32px)}
.skip{position:absolute;left:-999px;top:8px;z-index:1;padding:8px 16px;border-radius:8px;background:var(--accent);color:var(--on-accent)}
.skip:focus{left:16px}
.top{background:var(--surface);border-bottom:1px solid var(--line)}
.top .wrap{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:4px 24px;padding-block:12px}
.top nav{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:.9375rem}
.top nav a{color:var(--muted);text-decoration:none;padding-block:4px}
.top nav a:hover{color:var(--ink);text-decoration:underline}
.brand{display:inline-flex;align-items:center;gap:10px;color:var(--ink);font-weight:650;text-decoration:none}
.mark{width:26px;height:26px;border-radius:7px;background:linear-gradient(#fff,#fff) center/14px 5px no-repeat,linear-gradient(#fff,#fff) center/5px 14px no-repeat,#006a66}
main{padding-block:24px 40px;display:grid;gap:20px}
footer{display:flex;flex-wrap:wrap;gap:4px 24px;padding-block:20px 32px;color:var(--muted);font-size:.875rem}
.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:20px}
.flush{padding:0;overflow:hidden}
.inset{padding:14px 20px}
.card>h2{margin-bottom:12px}
.card.flush>h2{margin:0}
.request{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;min-width:0}
.request code{font-size:.9375rem;min-width:0}
.method{font-weight:700;color:var(--accent);letter-spacing:.02em}
.tag{display:inline-block;padding:1px 9px;border-radius:99px;font-size:.8125rem;font-weight:600;white-space:nowrap}
.good{color:var(--good);background:var(--good-bg)}
.warn{color:var(--warn);background:var(--warn-bg)}
.bad{color:var(--bad);background:var(--bad-bg)}
.info{color:var(--info);background:var(--info-bg)}
.head{display:grid;gap:14px;border-top:3px solid var(--accent)}
.at-warn{border-top-color:var(--warn)}.at-bad{border-top-color:var(--bad)}
.kind{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;font-size:.875rem;font-weight:600}
.type{color:var(--accent)}
.state{color:var(--muted);font-weight:500}
.state::before{content:"";display:inline-block;width:8px;height:8px;margin-right:6px;border-radius:50%;background:var(--muted)}
.plain::before{display:none}
.state.on::before{background:var(--good)}
.kind+h1{margin-top:-8px}
.facts{display:flex;flex-wrap:wrap;gap:14px 36px}
.facts dt,.headers dt{color:var(--muted);font-size:.8125rem}
.facts dd{overflow-wrap:anywhere}
.line{display:block}
.actions{display:flex;flex-wrap:wrap;gap:8px}
.button{display:inline-block;padding:6px 14px;border:1px solid var(--line);border-radius:8px;background:var(--surface);color:var(--ink);font:inherit;font-size:.9375rem;text-decoration:none;cursor:pointer}
.button:hover{border-color:var(--accent);color:var(--accent)}
.strong,.strong:hover{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}
.columns{display:grid;gap:20px;grid-template-columns:minmax(0,1fr)}
.primary,aside{display:grid;gap:20px;align-content:start;min-width:0}
.headers{display:grid;gap:10px}
.headers dd{overflow-wrap:anywhere;font-family:ui-monospace,SFMono-Regular,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8125rem}
@media(min-width:1000px){.columns:has(aside){grid-template-columns:minmax(0,1fr) 290px}}
.issues{list-style:none;padding:0;margin-top:10px;display:grid;gap:12px}
.issue{display:flex;gap:14px;padding:16px 18px;border:1px solid var(--line);border-left:4px solid currentColor;border-radius:10px;background:var(--surface)}
.issue>div{min-width:0;flex:1;color:var(--ink);display:grid;gap:4px}
.icon{flex:none;width:26px;height:26px;border-radius:50%;background:var(--badge);text-align:center;line-height:26px;font-weight:700;font-size:.875rem}
.issue.bad{--badge:var(--bad-bg)}.issue.warn{--badge:var(--warn-bg)}.issue.info{--badge:var(--info-bg)}
.what{display:flex;flex-wrap:wrap;gap:2px 10px;font-size:.875rem;align-items:baseline}
.issue.bad strong{color:var(--bad)}.issue.warn strong{color:var(--warn)}.issue.info strong{color:var(--info)}
.code-name{color:var(--muted)}
.text{font-weight:550;overflow-wrap:anywhere}
.hint{overflow-wrap:anywhere;color:var(--muted)}
.where{display:flex;flex-wrap:wrap;gap:4px 12px;margin-top:4px;font-size:.875rem}
.where code{background:var(--sunken);border:1px solid var(--line);border-radius:6px;padding:0 7px}
.position{color:var(--muted)}
.entries{width:100%;border-collapse:collapse;font-size:.9375rem}
.entries th{padding:8px 12px;text-align:left;font-size:.8125rem;font-weight:600;color:var(--muted);background:var(--sunken);border-block:1px solid var(--line);white-space:nowrap}
.entries td{padding:10px 12px;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere;min-width:6rem;line-height:1.7}
.entries td:first-child{min-width:12.5rem}
.entries .line{overflow-wrap:break-word}
time{white-space:nowrap}
.entries :is(th,td):first-child{padding-left:20px}
.entries tbody tr:last-child td{border-bottom:0}
.entries+.actions{border-top:1px solid var(--line)}
@media(max-width:700px){.entries,.entries tbody,.entries tr,.entries td{display:block}.entries thead{display:none}.entries tr{padding:12px 16px;border-top:1px solid var(--line)}.entries td,.entries td:first-child{display:grid;min-width:0;line-height:1.5;grid-template-columns:6rem minmax(0,1fr);gap:8px;padding:2px 0;border:0}.entries td::before{content:attr(data-label);color:var(--muted);font-size:.8125rem}.entries td:empty{display:none!important}}
.bar h2{font-size:1rem}
.bar{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px;padding:12px 20px;border-bottom:1px solid var(--line)}
.bar nav{display:flex;gap:4px}
.bar nav a{padding:4px 12px;border-radius:6px;color:var(--muted);text-decoration:none;font-size:.875rem}
.bar nav a[aria-current]{background:var(--info-bg);color:var(--info);font-weight:600}
.code{--d:0ch;padding-block:12px;line-height:1.6;color:var(--muted);overflow-wrap:anywhere;background:var(--sunken);font-size:.8438rem}
.code [id]{position:relative;white-space:pre-wrap;padding:0 16px 0 calc(7ch + 2ch + var(--d));text-indent:calc(-2ch - var(--d));scroll-margin-top:20px}
.code [id]::before{content:attr(id) "  ";position:absolute;left:0;width:6.5ch;text-align:right;text-indent:0;white-space:pre;font-weight:400;color:var(--muted);user-select:none}
.code [id]:hover,.code :target{background:var(--info-bg)}
.code summary{cursor:pointer;list-style:none;line-height:max(1.6em,24px)}
.code summary::-webkit-details-marker{display:none}
.code summary[id]::before{content:attr(id) " ▾"}
.code details:not([open])>summary[id]::before{content:attr(id) " ▸"}
.code details:not([open])>summary::after{content:" …"}
.code details:not([open])>summary{color:var(--ink);font-weight:600}
.k{color:var(--key)}.s{color:var(--string);unicode-bidi:isolate}.n{color:var(--number)}.u{word-break:break-all}
.code .s a{color:inherit}
${DEPTHS}
.narrative{overflow-x:auto;overflow-wrap:anywhere;isolation:isolate}
.narrative :is(p,ul,ol,dl,table,pre,blockquote,h3,h4,h5,h6)+*{margin-top:.6em}
.narrative table{border-collapse:collapse}
.narrative :is(td,th){border:1px solid var(--line);padding:4px 10px;text-align:left;vertical-align:top}
.narrative img{max-width:100%}
.narrative pre{white-space:pre-wrap}
.search summary{cursor:pointer}
.search h2{display:inline}
.more{justify-self:stretch}
.types{display:flex;flex-wrap:wrap;gap:4px;margin-top:12px}
.types a{padding:4px 12px;border-radius:6px;color:var(--muted);text-decoration:none;font-size:.875rem}
.types a:hover{color:var(--ink);text-decoration:underline}
.types a[aria-current]{background:var(--info-bg);color:var(--info);font-weight:600}
.adding{display:flex;flex-wrap:wrap;gap:8px;align-items:end;width:min(420px,100%)}
.adding[hidden]{display:none}
.adding label{flex:1;min-width:200px}
.address{display:flex;gap:8px 12px;flex-wrap:wrap;min-width:0;width:100%;padding:8px 12px;border-radius:8px;background:var(--sunken);font-size:.875rem}
.address a{min-width:0;text-decoration:none;overflow-wrap:anywhere;font-family:ui-monospace,SFMono-Regular,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.why{display:block}
.why span{color:var(--muted)}
.more .fields{margin-top:16px}
.search form{margin-top:16px;display:grid;gap:16px;justify-items:start}
.fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(230px,100%),1fr));gap:14px;width:100%}
label{display:grid;gap:4px;align-content:start;font-size:.875rem}
label span{font-weight:600}
input{font:inherit;font-size:1rem;color:var(--ink);background:var(--sunken);border:1px solid var(--muted);border-radius:8px;padding:6px 10px;width:100%}
.hero{display:grid;gap:14px;padding-block:clamp(12px,4vw,40px) 12px;max-width:820px}
.hero form{display:flex;flex-wrap:wrap;gap:8px;align-items:end;max-width:560px}
.hero label{flex:1;min-width:min(240px,100%)}
.hero h1{font-size:clamp(2rem,1.4rem + 2.6vw,3rem)}
.hero~section>h2{font-size:1.25rem;letter-spacing:-.01em}
.hero~section{margin-top:12px}
.lead{font-size:1.125rem;color:var(--muted);text-wrap:pretty}
.doors{list-style:none;padding:0;margin-top:10px;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(320px,100%),1fr));gap:14px}
.doors a{display:grid;gap:4px;height:100%;align-content:start;padding:16px 18px;border:1px solid var(--line);border-radius:12px;background:var(--surface);color:var(--ink);text-decoration:none}
.doors a:hover{border-color:var(--accent)}
.doors strong{color:var(--accent)}
.doors span{color:var(--muted);font-size:.9375rem}
.command{margin:0;padding:16px 20px 20px;background:var(--sunken);border-top:1px solid var(--line);overflow-x:auto;line-height:1.6}
.groups{margin-top:10px;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(330px,100%),1fr));gap:14px;align-items:start}
.group ul{list-style:none;padding:0;margin-top:6px}
.group li{padding-block:3px;overflow-wrap:anywhere}
.group li+li{border-top:1px solid var(--line)}
.group summary{margin-top:8px;cursor:pointer;color:var(--muted);font-size:.9375rem}
@media(max-width:700px){.card{padding:16px}.card.flush{padding:0}.inset,.bar{padding-inline:16px}.facts{gap:10px 28px}.code{font-size:.78rem}.code [id]{padding:0 10px 0 calc(5.5ch + var(--d)*.6 + 1ch)}.code [id]{text-indent:calc(-1ch - var(--d)*.6)}.code [id]::before{width:5.2ch}}
@media print{.top,.skip,.actions,.search,.bar nav{display:none}body{background:#fff}.card,.issue{break-inside:avoid}.card.flush{break-inside:auto;overflow:visible}}
`;

export const STYLESHEET = `:root{${variables(PALETTES.light)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(PALETTES.dark)}}}${RULES}`;
