import type { z } from 'zod';
import type { GraphStore, QueryOptions } from '../storage/index.ts';
import type { Answer, AnswerState } from './answer/answer.ts';

/** What a tool works with. */
export interface ToolContext {
  readonly store: GraphStore;
  /** The folder that was analysed, for source lines; where it is not at hand, tools answer without them. */
  readonly folder?: string | undefined;
  /** Aborts the question, and limits its time. */
  readonly running: QueryOptions;
}

/** A tool of one repository: how it is called, and what it finds out. */
export interface Tool {
  /** snake_case; the same over MCP and for `ask`. */
  readonly name: string;
  readonly title: string;
  /** For the model that chooses: what it answers, and when to use another tool. */
  readonly description: string;
  /** The address of a page that hosts of MCP Apps show beside the answer. */
  readonly page?: string;
  /** Unknown keys are refused. */
  readonly input: z.ZodObject;
  /** @param input what `this.input` has parsed */
  answer(context: ToolContext, input: Readonly<Record<string, unknown>>): Promise<ToolAnswer>;
}

/** An answer, and the state of the repository that it is of, where it is of one. */
export interface ToolAnswer {
  readonly answer: Answer;
  readonly state?: AnswerState;
}

/** Gives a tool whose `answer` is typed by its input. */
export function defineTool<Shape extends z.ZodObject>(
  tool: Omit<Tool, 'input' | 'answer'> & {
    readonly input: Shape;
    answer(context: ToolContext, input: z.output<Shape>): Promise<ToolAnswer>;
  },
): Tool {
  return { ...tool, answer: (context, input) => tool.answer(context, input as z.output<Shape>) };
}
