export { capacitiesHold } from './capacities';
export { creationDatesKept } from './creation-date';
export { datesInOrder } from './organization-dates';
export { topIsTop, treeHolds } from './organization-tree';
export { noCircle } from './part-of';
