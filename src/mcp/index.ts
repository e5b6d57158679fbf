export { DEFAULT_BUDGET } from './answer/answer.ts';
export { askTool, errorForAgents } from './ask-tool.ts';
export type { Tool, ToolContext } from './tool.ts';
export { CYPHER_TOOL, TOOLS } from './tools/index.ts';
