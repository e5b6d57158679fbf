import { z } from 'zod';
import { asStorageError, StorageError } from '../errors/index.ts';
import { controlFreeJson } from '../formats/control-characters.ts';
import type { NodeSummary } from '../storage/index.ts';
import { answerJson, answerText, DEFAULT_BUDGET } from './answer/answer.ts';
import { nodeLine, shownJson } from './answer/shown-text.ts';
import type { Tool, ToolContext } from './tool.ts';

/** What every tool takes beside its own input. */
const formatField = z
  .enum(['text', 'json'])
  .optional()
  .describe('text (default): compact lines. json: the whole page as one JSON document.');

/** A tool's input with what all tools take. */
export function inputOf(tool: Tool): z.ZodObject {
  return z.strictObject({ ...tool.input.shape, format: formatField });
}

/**
 * Asks a tool.
 * @param input as a caller gave it, unchecked
 * @returns the answer's text
 * @throws `CONFIG_INVALID` for a wrong input, naming the field; and whatever the store says
 */
export async function askTool(
  tool: Tool,
  context: ToolContext,
  input: unknown,
  budget: number = DEFAULT_BUDGET,
): Promise<string> {
  const checked = inputOf(tool).safeParse(input);
  if (!checked.success)
    throw new StorageError('CONFIG_INVALID', `${tool.name}: ${z.prettifyError(checked.error)}`);
  const { format = 'text', ...own } = checked.data;
  const { answer, state } = await tool.answer(context, own);
  return format === 'json' ? answerJson(answer, state) : answerText(answer, state, budget);
}

/**
 * An error as an agent can act on it: what was wrong, and the candidates of an ambiguous name. These stand in
 * the error's context as `onlyCandidate` of `traversal` puts them there.
 */
export function errorForAgents(error: unknown): string {
  const { code, message, context, retryable } = asStorageError(error);
  const lines = [`${code}: ${message}`];
  for (const candidate of candidatesIn(context.candidates)) lines.push(candidate);
  if (code === 'AMBIGUOUS') lines.push('next: ask again with "file" or "kind", or with the id as "id"');
  if (retryable) lines.push('next: the same call may succeed when it is made again');
  // Messages quote names, but leave in them what only some terminals obey.
  return controlFreeJson(lines.join('\n'));
}

function candidatesIn(candidates: unknown): readonly string[] {
  if (!Array.isArray(candidates)) return [];
  return (candidates as readonly NodeSummary[]).map((node) => `  ${nodeLine(node)} id ${shownJson(node.id)}`);
}
