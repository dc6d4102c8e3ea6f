export { resourcePage } from './resource-page';
export { welcomePage } from './welcome-page';
export { formatLinks } from './format-links';
export { htmlSecurityHeaders } from './security-headers';
export { titleOf } from './resource-facts';
export type { FormatLink, PageView, SampleGroup, SearchForm, Site, WelcomeView } from './page-view';
export { siteOf } from './site';
