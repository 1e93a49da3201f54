// The palette: pages, actions, and things by their id or a few of their letters.
import { html, useMemo, useState } from '../../vendor/preact.js';
import { allowed, routes } from '../routes.js';
import { otherLanguage, otherTheme } from './choices.js';
import { Dialog } from './commands.js';
import { pause } from './live.js';
import { go } from './place.js';
import { foundText, useFound } from './search.js';
import { switchLetters } from './shortcuts.js';
import { t, word } from './words.js';

const ids = [[/\breq_\w+/, 'call', '/calls/'], [/\btask_\w+/, 'task', '/tasks/'], [/\balert_\w+/, 'alert', '/alerts/'], [/\b(?:sess|conv)_\w+/, 'session', '/sessions/'], [/\bgroup_\w+/, 'group', '/groups/'], [/\bchar_\w+/, 'character', '/characters/']];
const seen = 14;

/** Actions of pages, which open there; each shows what it will do before it does it. */
const actions = [
  { roles: ['admin'], text: 'keys.create', also: 'new key', to: '/keys?do=create' },
  { roles: ['admin'], text: 'palette.add_model', also: 'new alias', to: '/settings?tab=models&do=add' },
  { roles: ['admin'], text: 'palette.add_provider', also: 'new provider', to: '/settings?tab=providers&do=add' },
  { roles: ['admin', 'operator'], text: 'palette.test', also: 'test models', to: '/models?tab=test' },
  { roles: ['admin', 'operator', 'user'], text: 'sessions.begin', also: 'new session', to: '/sessions?do=begin' },
];

function choices(session, save) {
  return [
    ...routes.filter((route) => !route.path.includes(':') && allowed(route, session.role)).map((route) => ({ text: t(`page.${route.name}`), also: route.name, run: () => go(route.path) })),
    ...actions.filter((action) => action.roles.includes(session.role)).map((action) => ({ text: t(action.text), also: action.also, run: () => go(action.to) })),
    { text: t('views.save'), also: 'save view bookmark', run: save },
    { text: t('palette.failed'), also: 'errors failed', run: () => go('/calls?filter=-outcome%3Dcompleted') },
    { text: t('palette.slow'), also: 'slow', run: () => go('/calls?filter=total%3E%3D3s') },
    { text: t('switch.theme'), also: 'theme dark light', run: otherTheme },
    { text: t('switch.language'), also: 'language 中文 English', run: otherLanguage },
    { text: t('help.pause'), also: 'pause live', run: () => pause() },
    { text: t('palette.letters'), also: 'letters shortcuts', run: switchLetters },
  ];
}

export function Palette({ session, close, save }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const all = useMemo(() => choices(session, save), []);
  const rows = useFound(text, session.role);
  const wanted = text.trim().toLowerCase();
  const named = ids.flatMap(([pattern, name, path]) => {
    const found = pattern.exec(text);
    return found ? [{ text: `${word('page.', name)} ${found[0]}`, to: path + found[0], run: () => go(path + found[0]) }] : [];
  });
  const filter = wanted && !named.length && session.role !== 'user' ? [{ text: t('palette.filter', { text: text.trim() }), run: () => go(`/calls?filter=${encodeURIComponent(text.trim())}`) }] : [];
  const things = rows.filter((row) => !named.some((each) => each.to === row.to)).map((row) => ({ text: row.text, run: () => go(row.to) }));
  const found = [...named, ...all.filter((choice) => `${choice.text} ${choice.also}`.toLowerCase().includes(wanted)), ...things, ...filter];
  const run = (choice) => { close(); choice?.run(); };
  const pressed = (event) => {
    if (event.isComposing) return; // an Enter that only ends a word of Chinese
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, seen - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return html`<${Dialog} title=${t('palette.title')} close=${close}>
    <input class="wide" autofocus role="combobox" aria-expanded="true" aria-controls="choices" aria-label=${t('palette.title')} placeholder=${t('palette.hint')}
      aria-activedescendant=${`choice-${at}`} value=${text} onInput=${(event) => { setText(event.target.value); setAt(0); }} onKeyDown=${pressed} />
    <ul id="choices" role="listbox" aria-label=${t('palette.title')} class="choices">${found.slice(0, seen).map((choice, place) => html`<li id=${`choice-${place}`}
      role="option" aria-selected=${place === at} onClick=${() => run(choice)}>${choice.text}</li>`)}</ul><p class="unseen" role="status">${foundText(things)}</p><//>`;
}
