/* Runs in the page: cuts the flow into A4 sheets, then reads every line of text with its box. */
window.cutPages = ({ html, footer, header }) => {
  const source = document.createElement('div');
  source.innerHTML = html;
  document.body.innerHTML = '';
  const sheets = [];
  const open = () => {
    const page = document.createElement('div');
    page.className = 'page';
    page.innerHTML = '<div class="head-line"></div><div class="body"></div><div class="foot-line"></div>';
    document.body.append(page);
    sheets.push(page);
    return page.querySelector('.body');
  };
  let body = open();
  const full = () => body.scrollHeight > body.clientHeight + 1;
  const place = (node) => {
    body.append(node);
    if (!full()) return;
    if (node.tagName === 'TABLE' && !node.classList.contains('keep')) return splitTable(node);
    if (node.tagName === 'P' && node.textContent.length > 60) return splitText(node);
    if (body.children.length === 1) return;
    node.remove();
    body = open();
    body.append(node);
  };
  const splitTable = (table) => {
    const rest = table.cloneNode(false);
    const restBody = document.createElement('tbody');
    rest.append(restBody);
    const rows = [...table.tBodies[0].rows];
    while (full() && rows.length > 0) restBody.prepend(rows.pop());
    if (rows.length <= 1 && body.children.length > 1) {
      for (const row of rows) restBody.prepend(row);
      table.remove();
    }
    body = open();
    body.append(rest);
  };
  const splitText = (p) => {
    const words = [...p.childNodes];
    const last = words.at(-1);
    const text = last.nodeType === 3 ? last.data : '';
    let keep = text.length;
    while (full() && keep > 20) {
      keep -= 1;
      last.data = text.slice(0, keep);
    }
    p.remove();
    if (keep <= 20 || text.length - keep < 2) {
      if (text) last.data = text;
      body = open();
      body.append(p);
      return;
    }
    body.append(p);
    const rest = p.cloneNode(false);
    rest.style.textIndent = '0';
    rest.textContent = text.slice(keep);
    body = open();
    body.append(rest);
  };
  // A copy of the list: placing a node takes it out of the live one.
  for (const node of Array.from(source.childNodes)) {
    if (node.className === 'break') body = open();
    else if (node.className === 'cover') body.append(node);
    else place(node);
  }
  // Headings do not stay alone at the foot of a sheet.
  for (let i = 0; i + 1 < sheets.length; i++) {
    const here = sheets[i].querySelector('.body');
    const last = here.lastElementChild;
    if (last?.classList.contains('h') && here.children.length > 1) sheets[i + 1].querySelector('.body').prepend(last);
  }
  sheets.forEach((page, i) => {
    const fill = (selector, text) => {
      const box = page.querySelector(selector);
      if (text) box.innerHTML = `<div data-u>${text.replace('{p}', i + 1).replace('{n}', sheets.length)}</div>`;
    };
    fill('.head-line', header);
    fill('.foot-line', footer);
  });
  return sheets.length;
};

window.readLines = () =>
  [...document.querySelectorAll('.page')].map((page) => {
    const origin = page.getBoundingClientRect();
    const lines = [];
    for (const unit of page.querySelectorAll('[data-u]')) {
      const part = unit.closest('.head-line') ? 'header' : unit.closest('.foot-line') ? 'footer' : null;
      const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let open = null;
      const close = () => {
        if (open && open.text.trim()) lines.push({ ...open, text: open.text.replace(/[\s\u00a0\u3000]+/g, ' ').trim() });
        open = null;
      };
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const byHand = node.parentElement.closest('.hand') !== null;
        for (let i = 0; i < node.data.length; i++) {
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const rects = range.getClientRects();
          const rect = rects[rects.length - 1];
          if (!rect || rect.width === 0) {
            if (open) open.text += ' ';
            continue;
          }
          const [x0, y0, x1, y1] = [rect.left - origin.left, rect.top - origin.top, rect.right - origin.left, rect.bottom - origin.top].map((v) => v * 0.75);
          const blank = /\s/.test(node.data[i]);
          if (open && !blank && (y0 + y1) / 2 > open.box[3] && x0 < open.right) close();
          if (blank) {
            if (open) open.text += ' ';
            continue;
          }
          if (!open) open = { text: '', box: [x0, y0, x1, y1], hand: 0, part, right: x1 };
          open.text += node.data[i];
          open.right = x1;
          if (byHand) open.hand += 1;
          open.box = [
            Math.min(open.box[0], x0),
            byHand && open.hand > 0 && open.text.length > 1 ? open.box[1] : Math.min(open.box[1], y0),
            Math.max(open.box[2], x1),
            byHand && open.text.length > 1 ? open.box[3] : Math.max(open.box[3], y1),
          ];
        }
      }
      close();
    }
    const seals = [...page.querySelectorAll('[data-seal]')].map((mark) => {
      const rect = mark.getBoundingClientRect();
      return { party: mark.dataset.seal, x: (rect.left - origin.left) * 0.75, y: (rect.top - origin.top) * 0.75, width: rect.width * 0.75 };
    });
    return { lines: lines.map(({ right: _right, ...line }) => line), seals };
  });

window.addSeals = (seals) => {
  const pages = [...document.querySelectorAll('.page')];
  for (const { page, svg, x, y } of seals) {
    const box = document.createElement('div');
    box.className = 'seal';
    box.style.cssText = `left:${x}pt;top:${y}pt`;
    box.innerHTML = svg;
    pages[page - 1].append(box);
  }
};
