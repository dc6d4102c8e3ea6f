import type { Text } from '../messages';
import { type Html, html, type HtmlValue } from './html';

export interface Column<Row> {
  readonly label: Text;
  cell(row: Row): HtmlValue;
}

/** A table that becomes a list of cards on a narrow screen. Columns without content are omitted. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const shown = columns.map((_, i) => cells.some((row) => !isEmpty(row[i])));
  const heads = columns.map(({ label }, i) => shown[i] && html`<th scope="col">${label}</th>`);
  const body = cells.map(
    (row) =>
      html`<tr>
        ${row.map((value, i) => shown[i] && tableCell(columns[i]!.label, value))}
      </tr>`,
  );
  return html`<table class="entries">
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>
  </table>`;
}

function tableCell(label: Text, value: HtmlValue): Html {
  return isEmpty(value) ? html`<td></td>` : html`<td data-label="${label}"><div>${value}</div></td>`;
}

function isEmpty(value: HtmlValue): boolean {
  return value === undefined || value === false || value === '' || (Array.isArray(value) && value.every(isEmpty));
}
