/** Our one attribute: in closed roots it tells our next version whose they are, on a page's own elements it holds a number. */
export const mark = 'data-image-roster';
