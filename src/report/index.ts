export { checkLinkTemplate } from './link-template.ts';
export { emptyPage, reportPage, type WrittenReport, writeReport } from './write-report.ts';
