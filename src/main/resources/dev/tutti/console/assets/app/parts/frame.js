// The frame of all pages: navigation, the page of the address, palette, shortcuts and help.
import { html, useEffect, useState, useErrorBoundary } from '../../vendor/preact.js';
import { allowed, groups, routeOf, routes } from '../routes.js';
import { ask } from './api.js';
import { otherLanguage, otherTheme } from './choices.js';
import { Dialog } from './commands.js';
import { isPaused, pause } from './live.js';
import { go, Link, usePlace } from './place.js';
import { shortcuts, useShortcuts } from './shortcuts.js';
import { Empty, Failed, Loading } from './states.js';
import { Saving, useViews } from './views.js';
import { spoken, t, visible, word } from './words.js';

/** So many saved views stand in the navigation; the rest is on their page. */
const shown = 8;

function Page({ place, session }) {
  const found = routeOf(place.path);
  const [loaded, setLoaded] = useState({});
  const [error, forget] = useErrorBoundary();
  useEffect(() => {
    if (!found || !allowed(found.route, session.role)) return;
    forget();
    found.route.page().then((module) => {
      setLoaded({ name: found.route.name, Shown: module.default });
      document.title = `${t(`page.${found.route.name}`)} · Tutti`;
    }, (failure) => setLoaded({ name: found.route.name, failure }));
  }, [place.path, spoken()]);
  if (!found) return html`<${Empty} why=${t('state.no_page')} />`;
  if (!allowed(found.route, session.role)) return html`<${Empty} why=${t('state.no_right', { roles: found.route.roles.map((role) => word('roles.', role)).join(', ') })} />`;
  if (error ?? loaded.failure) return html`<${Failed} error=${error ?? loaded.failure} again=${() => location.reload()} />`;
  if (loaded.name !== found.route.name) return html`<${Loading} />`;
  return html`<${loaded.Shown} key=${place.path} session=${session} query=${place.query} ...${found.parts} />`;
}

function Navigation({ place, session, more, setMore }) {
  const here = routeOf(place.path)?.route;
  const current = (route) => here && (here.name === route.name || here.under === route.name) ? 'page' : undefined;
  const views = useViews(session.role);
  return html`<nav class=${more ? 'rail open' : 'rail'} aria-label=${t('frame.navigation')}>
    ${groups.map((group) => html`<div class="group"><h2>${t(`group.${group}`)}</h2>${routes
      .filter((route) => route.group === group && allowed(route, session.role))
      .map((route) => html`<${Link} to=${route.path} aria-current=${current(route)} onClickCapture=${() => setMore(false)}>${t(`page.${route.name}`)}<//>`)}</div>`)}
    ${views.length > 0 && html`<div class="group"><h2>${t('page.views')}</h2>${views.slice(0, shown).map((view) => html`<${Link} to=${view.path}
      onClickCapture=${() => setMore(false)}>${visible(view.name)}<//>`)}</div>`}
  </nav>`;
}

/** Where a role begins: at the first page that it may see. */
const home = (role) => (routes.find((route) => route.group && allowed(route, role)) ?? routes[0]).path;

export function Frame({ session, left }) {
  const place = usePlace();
  const [open, setOpen] = useState(null);
  const [more, setMore] = useState(false);
  const [stopped, setStopped] = useState(isPaused());
  const [Palette, setPalette] = useState(null);
  useEffect(() => { import('./palette.js').then((module) => setPalette(() => module.Palette), () => undefined); }, []);
  useShortcuts(setOpen);
  useEffect(() => {
    const changed = () => setStopped(isPaused());
    addEventListener('tutti:paused', changed);
    return () => removeEventListener('tutti:paused', changed);
  }, []);
  useEffect(() => {
    const first = home(session.role);
    if (place.path === '/' && first !== '/') go(first, { replace: true });
  }, [place.path, session.role]);
  const leave = () => ask('POST', '/console/logout', {}).then(left, left);
  return html`<a class="skip" href="#main">${t('frame.skip')}</a>
    <header class="bar"><${Link} to="/" class="brand">Tutti<//>
      <button class="search" onClick=${() => setOpen('palette')}>${t('palette.title')} <kbd>Ctrl K</kbd></button>
      <span class="tools"><button class="small" aria-pressed=${stopped} onClick=${() => pause()}>${t(stopped ? 'live.paused' : 'live.on')}</button>
        <button class="small" aria-label=${t('views.save')} title=${t('views.save')} onClick=${() => setOpen('saving')}>☆</button>
        <button class="small" onClick=${otherLanguage}>${t('switch.language')}</button>
        <button class="small" onClick=${otherTheme}>${t('switch.theme')}</button>
        <button class="small" aria-label=${t('help.title')} onClick=${() => setOpen('help')}>?</button>
        ${session.key_required !== false && html`<button class="small" onClick=${leave}>${t('login.leave')}</button>`}</span></header>
    ${session.key_required === false && html`<aside class="banner">${t('frame.open')} <code>./tutti keys create --role admin</code></aside>`}
    <div class="body"><${Navigation} place=${place} session=${session} more=${more} setMore=${setMore} />
      <main id="main" tabindex="-1"><${Page} place=${place} session=${session} /></main></div>
    <nav class="bottom" aria-label=${t('frame.places')}>${['overview', 'calls', 'playground', 'alerts'].map((name) => routes.find((route) => route.name === name))
      .filter((route) => allowed(route, session.role)).map((route) => html`<${Link} to=${route.path}
        aria-current=${routeOf(place.path)?.route === route ? 'page' : undefined}>${t(`page.${route.name}`)}<//>`)}
      <button aria-expanded=${more} onClick=${() => setMore(!more)}>${t('frame.more')}</button></nav>
    ${open === 'palette' && Palette && html`<${Palette} session=${session} close=${() => setOpen(null)} save=${() => setOpen('saving')} />`}
    ${open === 'saving' && html`<${Saving} place=${place} session=${session} close=${() => setOpen(null)} />`}
    ${open === 'help' && html`<${Dialog} title=${t('help.title')} close=${() => setOpen(null)}>
      <p class="quiet">${[`Tutti ${session.version}`, visible(session.name), word('roles.', session.role)].filter(Boolean).join(' · ')}</p>
      <dl class="keys">${shortcuts().map(([keys, text]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${text}</dd></div>`)}</dl><//>`}`;
}
