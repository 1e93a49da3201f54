// What holds, where does it come from, and who has changed it?
import { html, useState } from '../../vendor/preact.js';
import { address, send, useData } from '../parts/api.js';
import { Changes } from '../parts/changes.js';
import { Commands, Copyable, curlOf } from '../parts/commands.js';
import { FilterLine, Pager, Tabs } from '../parts/filters.js';
import { Open } from '../parts/logins.js';
import { Sections } from '../parts/sections.js';
import { Empty, Failed, Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { t, time, visible, word } from '../parts/words.js';

const tabs = ['', 'models', 'providers', 'history', 'audit', 'logins'];
const clis = { '': 'config show', models: 'models', providers: 'providers list', history: 'config history', audit: 'audit' };
const paths = { '': '/admin/config', models: '/admin/models', providers: '/admin/providers', history: '/admin/config/history', audit: '/admin/audit', logins: '/console/logins' };

const file = '/admin/config/file';

export default function Settings({ query, session }) {
  const tab = tabs.includes(query.tab) ? query.tab : '';
  const config = useData('/admin/config', ['config.changed']);
  const admin = session.rights?.includes('admin');
  return html`<${Head} title=${t('page.settings')} answer=${config.data && answer(config.data)} />
    <${Tabs} name="tab" value=${tab} label=${t('page.settings')} tabs=${tabs.filter((each) => each !== 'logins' || admin).map((each) => [each, t(`settings.tab_${each || 'in_force'}`)])} />
    ${tab === '' && html`<${Shown} of=${config}>${(data) => html`<${InForce} of=${data} query=${query} />`}<//>`}
    ${(tab === 'models' || tab === 'providers') && html`<${Sections} key=${tab} path=${paths[tab]} cli=${tab} admin=${admin} changed=${config.again} asked=${query.do === 'add'} />`}
    ${tab === 'history' && html`<${Changes} admin=${admin} query=${query} changed=${config.again} />`}
    ${tab === 'audit' && html`<${Audit} query=${query} />`}${tab === 'logins' && admin && html`<${Open} />`}
    <${Commands} curl=${curlOf('GET', paths[tab])} cli=${tab === 'logins' ? undefined : `./tutti ${clis[tab]}`} />`;
}

function answer(config) {
  const changed = config.values.filter((value) => value.origin !== 'default').length;
  return [t('settings.answer', { n: config.values.length, changed, revision: config.revision }), config.conflicts.length + config.refused.length ? t('settings.trouble', { n: config.conflicts.length + config.refused.length }) : ''].join(' ');
}

/** What the file says, what was changed to, and what is in force of the two and the defaults. */
function InForce({ of, query }) {
  const wanted = (query.find ?? '').toLowerCase();
  const all = [...of.values, ...of.hidden.map(({ path, value, origin }) => ({ path, hidden: true, written: { value, origin }, origin }))];
  const rows = all.filter((row) => !wanted || `${row.path} ${row.value ?? ''} ${row.written?.value ?? ''} ${row.origin}`.toLowerCase().includes(wanted));
  return html`${[...of.conflicts, ...of.refused].map((problem) => html`<section class="notice bad"><p>${visible(problem)}</p></section>`)}
    <${FilterLine} name="find" value=${query.find} label=${t('settings.find')} placeholder="cache" />
    <${Table} caption=${t('settings.tab_in_force')} rows=${rows} empty=${t('settings.none')} columns=${[
      { label: t('settings.setting'), cell: (row) => html`<code>${visible(row.path)}</code>`, value: (row) => row.path },
      { label: t('settings.in_file'), cell: (row) => row.written ? html`<span title=${visible(row.written.origin)}><${Code} of=${row.written.value} /></span>` : !row.change && row.origin !== 'default' && html`<${Code} of=${row.value} />`, value: (row) => row.written?.value ?? '' },
      { label: t('settings.overlay'), cell: (row) => row.hidden ? html`<${State} kind="warn">${t('settings.taken_away')}<//>` : row.change && html`<${Code} of=${row.value} />`, value: (row) => row.change ?? 0 },
      { label: t('settings.in_force'), cell: (row) => row.hidden ? '–' : html`<${Code} of=${row.value} />`, value: (row) => row.value ?? '' },
      { label: t('field.origin'), cell: (row) => html`<${State} kind=${row.change || row.hidden ? 'warn' : row.origin === 'default' ? 'none' : 'good'}>${word('origin.', row.origin)}<//>`, value: (row) => row.origin }]} />
    <${AsFile} key=${of.revision} />`;
}

const Code = ({ of }) => html`<code>${visible(of)}</code>`;

/** All that is in force as one file to take along, which is asked for when it is opened. */
function AsFile() {
  const [state, setState] = useState({});
  const open = (event) => event.target.open && send('GET', file).then((answer) => answer.text()).then((text) => setState({ text }), (error) => setState({ error }));
  return html`<details class="commands" onToggle=${open}><summary>${t('settings.as_file')}</summary><p class="quiet">${t('settings.as_file_why')} <a href=${file} download="tutti.yaml"><code>tutti.yaml</code></a></p>
    ${state.error && html`<${Failed} error=${state.error} />`}${state.text && html`<${Copyable} name="tutti.yaml" text=${state.text} lines />`}
    <${Commands} curl=${curlOf('GET', file)} cli="./tutti config file" /></details>`;
}

function Audit({ query }) {
  const path = address('/admin/audit', { after: query.after, limit: 100 });
  return html`<${Shown} of=${useData(path)}>${({ data }) => !data.length ? html`<${Empty} why=${t('settings.no_audit')} />` : html`<${Table} caption=${t('settings.tab_audit')} rows=${data} columns=${[
      { label: t('field.started'), cell: (row) => time(row.at), value: (row) => row.at }, { label: t('field.who'), cell: (row) => visible(row.who), value: (row) => row.who },
      { label: t('field.event'), cell: (row) => visible(row.action), value: (row) => row.action }, { label: t('settings.target'), cell: (row) => visible(row.target), value: (row) => row.target },
      { label: t('settings.before'), cell: (row) => row.before === null ? '–' : html`<code>${visible(row.before)}</code>` }, { label: t('settings.after'), cell: (row) => row.after === null ? '–' : html`<code>${visible(row.after)}</code>` }]} />
    <${Pager} query=${query} next=${data.length === 100 && data.at(-1).id} />`}<//>`;
}
