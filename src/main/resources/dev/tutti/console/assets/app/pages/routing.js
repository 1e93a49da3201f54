// Where do requests to the model auto go, and would another threshold be better?
import { html } from '../../vendor/preact.js';
import { useData } from '../parts/api.js';
import { Commands, curlOf } from '../parts/commands.js';
import { Tabs } from '../parts/filters.js';
import { Decide, RoutingRules } from '../parts/routes.js';
import { Bar } from '../parts/shapes.js';
import { Empty, Head, Shown, State } from '../parts/states.js';
import { Table } from '../parts/table.js';
import { WhatIf } from '../parts/what_if.js';
import { money, number, share, span, t, visible, word } from '../parts/words.js';

const tabs = ['', 'rules', 'decide', 'what_if'];

export default function Routing({ query, session }) {
  const status = useData('/admin/routing', ['config.changed']);
  const may = (role) => session.rights?.includes(role);
  const tab = tabs.includes(query.tab) ? query.tab : '';
  return html`<${Head} title=${t('page.routing')} answer=${status.data && answer(status.data)} />
    <${Tabs} name="tab" value=${tab} label=${t('page.routing')} tabs=${tabs.filter((each) => each !== 'what_if' || may('operator')).filter((each) => each !== 'decide' || may('user')).map((each) => [each, t(`routing.tab_${each || 'models'}`)])} />
    ${tab === '' && html`<${Shown} of=${status}>${(data) => html`<${Candidates} of=${data} />`}<//>`}
    ${tab === 'rules' && html`<${RoutingRules} admin=${may('admin')} />`}
    ${tab === 'decide' && html`<${Decide} query=${query} />`}
    ${tab === 'what_if' && html`<${Shown} of=${status}>${(data) => html`<${WhatIf} now=${data.quality} query=${query} admin=${may('admin')} />`}<//>`}
    ${(tab === '' || tab === 'rules') && html`<${Commands} curl=${curlOf('GET', tab ? '/admin/routing/rules' : '/admin/routing')} cli=${`./tutti route ${tab ? 'rules' : 'status'}`} />`}`;
}

function answer(status) {
  if (!status.enabled) return t('routing.off');
  return [t('routing.answer', { n: status.models.length, quality: status.quality, rules: status.rules, outcomes: status.models.reduce((sum, model) => sum + model.outcomes, 0) }), status.shadow ? t('routing.shadow', { model: visible(status.shadow) }) : ''].join(' ');
}

function Candidates({ of }) {
  return html`${of.warnings.map((warning) => html`<section class="notice bad"><p>${visible(warning)}</p></section>`)}
    ${!of.models.length ? html`<${Empty} why=${t('routing.none')} />` : html`<${Table} caption=${t('routing.tab_models')} rows=${of.models} columns=${[
      { label: t('field.model'), cell: (model) => html`<b>${visible(model.model)}</b>${model.model === of.default && html` <span class="chip">${t('routing.default')}</span>`}`, value: (model) => model.model },
      { label: t('routing.tier'), cell: (model) => word('tier.', model.tier), value: (model) => model.tier },
      { label: t('routing.strength'), cell: (model) => html`${number(model.strength)} <${Bar} share=${model.strength} />`, value: (model) => model.strength },
      { label: t('routing.outcomes'), number: true, cell: (model) => number(model.outcomes), value: (model) => model.outcomes },
      { label: t('routing.score'), number: true, cell: (model) => share(model.score), value: (model) => model.score ?? -1 },
      { label: t('measure.mean_cost'), number: true, cell: (model) => model.priced ? money(model.cost_usd) : html`<${State} kind="warn">${t('flag.unpriced')}<//>`, value: (model) => model.cost_usd ?? -1 },
      { label: t('routing.latency'), number: true, cell: (model) => span(model.latency_ms), value: (model) => model.latency_ms ?? -1 }]} />`}`;
}
