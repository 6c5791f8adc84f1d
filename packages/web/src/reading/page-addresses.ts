import { type PageId, showPageImageEndpoint, showThumbnailEndpoint, urlOf } from '@qige/wire';

/** `version` changes when the page was turned or read again, so that no old picture is shown from the browser's store. */
export const pageImage = (pageId: PageId, version: number | string = ''): string => `${urlOf(showPageImageEndpoint, { params: { pageId } })}${version === '' ? '' : `?v=${version}`}`;
export const pageThumbnail = (pageId: PageId, version: number | string = ''): string => `${urlOf(showThumbnailEndpoint, { params: { pageId } })}${version === '' ? '' : `?v=${version}`}`;
