for (const table of document.querySelectorAll('table')) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  if (rows.length < 2) continue;
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.textContent = '';
    head.append(button);
    button.addEventListener('click', () => {
      const numeric = rows.some(row => row.cells[column].dataset.v !== '');
      const first = numeric ? 'descending' : 'ascending';
      const order = head.getAttribute('aria-sort') === first
        ? (numeric ? 'ascending' : 'descending') : first;
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', order);
      const sign = order === 'ascending' ? 1 : -1;
      const value = row => numeric
        ? Number(row.cells[column].dataset.v || 0) : row.cells[column].textContent;
      rows.sort((a, b) => {
        const x = value(a), y = value(b);
        return x < y ? -sign : x > y ? sign : 0;
      });
      body.append(...rows);
    });
  });
  if (rows.length > 8) {
    const label = document.createElement('label');
    label.className = 'filter';
    const input = document.createElement('input');
    input.type = 'search';
    label.append('Filter', input);
    table.parentElement.before(label);
    input.addEventListener('input', () => {
      const text = input.value.toLowerCase();
      rows.forEach(row => { row.hidden = !row.textContent.toLowerCase().includes(text); });
    });
  }
}
