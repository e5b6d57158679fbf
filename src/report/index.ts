export { checkLinkTemplate } from './link-template.ts';
export { reportPage, type WrittenReport, writeReport } from './write-report.ts';
