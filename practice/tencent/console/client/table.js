import { cls, h, parameter, say } from './dom.js';

// Markup of tea-component 2.8.0: head and body are two tables, the row's checkbox carries the record key as its name.

const checkbox = (key, isChecked, onChange) =>
  h(
    'label',
    {
      class: cls('form-check', 'form-check--table-select'),
      name: key,
    },
    h('input', {
      type: 'checkbox',
      class: cls('checkbox'),
      checked: isChecked,
      'aria-label':
        key === null ? say('选择', 'Select') : key.startsWith('__') ? say('全选', 'Select all') : key,
      onchange: (event) => onChange(event.target.checked),
    }),
  );

const columnsOf = (columns) =>
  h(
    'colgroup',
    {},
    h('col', { width: '44' }),
    ...columns.map((column) => h('col', column.width ? { width: column.width } : {})),
  );

const box = (columns, ...parts) => h('table', { class: cls('table__box') }, columnsOf(columns), ...parts);
const cell = (tag, ...content) => h(tag, {}, h('div', {}, ...content));

const headOf = (columns, records, selected, onSelect) => {
  const isAll = records.length > 0 && records.every((record) => selected.has(record.key));
  const all = checkbox('__selectable_all__', isAll, (isOn) =>
    onSelect(
      records.map(({ key }) => key),
      isOn,
    ),
  );
  return h('thead', {}, h('tr', {}, cell('th', all), ...columns.map(({ title }) => cell('th', title))));
};

const rowOf = (columns, record, selected, onSelect) => {
  const isOn = selected.has(record.key);
  const name = parameter('record') === 'absent' ? null : record.key;
  const pick = checkbox(name, isOn, (next) => onSelect([record.key], next));
  return h(
    'tr',
    { class: isOn ? 'is-selected' : '' },
    cell('td', pick),
    ...columns.map(({ render }) => cell('td', render(record))),
  );
};

const blankRow = (columns) =>
  h(
    'tr',
    { class: cls('table__tr--blank-new') },
    h('td', { colspan: String(columns.length + 1) }, h('div', {}, say('暂无数据', 'No data yet'))),
  );

/** A selectable table: columns `{ title, width?, render(record) }`, records `{ key }`. */
export const table = (columns, records, selected, onSelect) => {
  const rows = records.map((record) => rowOf(columns, record, selected, onSelect));
  const body = h('tbody', {}, ...(rows.length ? rows : [blankRow(columns)]));
  return h(
    'div',
    { class: cls('table', 'table--verticaltop') },
    h('div', { class: cls('table__header') }, box(columns, headOf(columns, records, selected, onSelect))),
    h('div', { class: cls('table__body') }, box(columns, body)),
  );
};

const sizes = [20, 50, 100];

/** Paging below a table. */
export const pagination = (total, view, onChange) => {
  const pages = Math.max(1, Math.ceil(total / view.size));
  const turn = (step) =>
    h(
      'button',
      {
        type: 'button',
        class: cls('pagination__turnbtn'),
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
      'aria-label': say('每页条数', 'Rows per page'),
      onchange: (event) => onChange({ page: 1, size: Number(event.target.value) }),
    },
    ...sizes.map((each) => h('option', { value: String(each), selected: each === view.size }, String(each))),
  );
  return h(
    'div',
    { class: cls('pagination') },
    h('span', { class: cls('pagination__state') }, say(`共 ${total} 项`, `Total items: ${total}`)),
    h(
      'span',
      { class: cls('pagination__operate') },
      size,
      say(' 条 / 页', ' / page'),
      turn(-1),
      `${view.page} / ${pages}`,
      turn(1),
    ),
  );
};
