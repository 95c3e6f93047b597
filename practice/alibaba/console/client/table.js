import { cls, h, parameter, say } from './dom.js';

// Markup of @alifd/next 1.27: rows and cells carry indexes, and nothing names the record.

const icon = (name) => h('i', { class: `${cls('icon', `icon-${name}`)} ${cls('xs')}` });

/** @param state 'true', 'false' or 'mixed' */
const checkbox = (state, label, onChange) => {
  const stateClass = { true: 'checked', mixed: 'indeterminate' }[state] ?? '';
  return h(
    'label',
    { class: `${cls('checkbox-wrapper')} ${stateClass} ` },
    h(
      'span',
      { class: cls('checkbox') },
      h('span', { class: cls('checkbox-inner') }, icon(state === 'mixed' ? 'semi-select' : 'select')),
      h('input', {
        type: 'checkbox',
        class: cls('checkbox-input'),
        checked: state === 'true',
        'aria-checked': state,
        'aria-label': label,
        onchange: (event) => onChange(event.target.checked),
      }),
    ),
  );
};

const columnsOf = (columns) =>
  h(
    'colgroup',
    {},
    h('col', { width: '50' }),
    ...columns.map((column) => h('col', column.width ? { width: column.width } : {})),
  );

const headCell = (at, kind, ...content) =>
  h(
    'th',
    { rowspan: '1', class: cls('table-cell', 'table-header-node', ...kind), role: 'gridcell' },
    h('div', { class: cls('table-cell-wrapper'), 'data-next-table-col': String(at) }, ...content),
  );

const headRow = (columns, records, selected, onSelect) => {
  const count = records.filter(({ key }) => selected.has(key)).length;
  const state = count === 0 ? 'false' : count === records.length ? 'true' : 'mixed';
  const keys = records.map(({ key }) => key);
  const all = checkbox(state, say('全选', 'Select all'), (isOn) => onSelect(keys, isOn));
  return h(
    'tr',
    {},
    headCell(0, ['table-selection', 'table-prerow'], all),
    ...columns.map(({ title }, at) => headCell(at + 1, [], title)),
  );
};

const bodyCell = (row, at, kind, ...content) =>
  h(
    'td',
    {
      'data-next-table-col': String(at),
      'data-next-table-row': String(row),
      class: cls('table-cell', ...kind),
      role: 'gridcell',
    },
    h('div', { class: cls('table-cell-wrapper'), 'data-next-table-row': String(row) }, ...content),
  );

const bodyRow = (columns, record, row, selected, onSelect) => {
  const isOn = selected.has(record.key);
  const pick = checkbox(String(isOn), null, (next) => onSelect([record.key], next));
  return h(
    'tr',
    { class: `${cls('table-row')}${isOn ? ' selected' : ''}`, role: 'row' },
    bodyCell(row, 0, ['table-selection', 'table-prerow'], pick),
    ...columns.map(({ render }, at) => bodyCell(row, at + 1, [], render(record))),
  );
};

const emptyRow = (columns) =>
  h(
    'tr',
    {},
    h(
      'td',
      { colspan: String(columns.length + 1) },
      h('div', { class: cls('table-empty') }, say('没有数据', 'No data')),
    ),
  );

/** A selectable table: columns `{ title, width?, render(record) }`, records `{ key }`. */
export const table = (columns, records, selected, onSelect) => {
  const rows = records.map((record, at) => bodyRow(columns, record, at, selected, onSelect));
  const body = rows.length ? rows : [emptyRow(columns)];
  const head = headRow(columns, records, selected, onSelect);
  const frame = (...parts) => h('table', {}, columnsOf(columns), ...parts);
  if (parameter('table') === 'plain') {
    const one = frame(
      h('thead', { class: cls('table-header') }, head),
      h('tbody', { class: cls('table-body') }, ...body),
    );
    one.setAttribute('role', 'table');
    return h('div', { class: cls('table', 'table-medium') }, one);
  }
  const header = h('div', { class: cls('table-header-inner') }, frame(h('thead', {}, head)));
  return h(
    'div',
    { class: `${cls('table', 'table-medium', 'table-fixed')} with-row-select` },
    h(
      'div',
      { class: cls('table-inner') },
      h('div', { class: cls('table-header') }, header),
      h('div', { class: cls('table-body') }, frame(h('tbody', {}, ...body))),
    ),
  );
};

const sizes = [10, 20, 50, 100];

/** Paging below a table. */
export const pagination = (total, view, onChange) => {
  const pages = Math.max(1, Math.ceil(total / view.size));
  const turn = (step) =>
    h(
      'button',
      {
        type: 'button',
        class: cls('btn', 'medium', 'pagination-item'),
        'aria-label': step < 0 ? say('上一页', 'Previous page') : say('下一页', 'Next page'),
        disabled: view.page + step < 1 || view.page + step > pages,
        onclick: () => onChange({ ...view, page: view.page + step }),
      },
      step < 0 ? '‹' : '›',
    );
  const size = h(
    'select',
    {
      class: cls('select'),
      'aria-label': say('每页显示', 'Items per page'),
      onchange: (event) => onChange({ page: 1, size: Number(event.target.value) }),
    },
    ...sizes.map((each) => h('option', { value: String(each), selected: each === view.size }, String(each))),
  );
  return h(
    'div',
    { class: cls('pagination') },
    h('span', {}, say(`共 ${total} 条`, `Total: ${total}`)),
    h('span', { class: 'turns' }, size, turn(-1), `${view.page} / ${pages}`, turn(1)),
  );
};
