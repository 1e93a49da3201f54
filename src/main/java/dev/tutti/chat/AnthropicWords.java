package dev.tutti.chat;

import java.util.List;

/**
 * Members of a request or an answer in OpenAI's dialect that hold what only Anthropic's says, by
 * the names that the endpoint for Anthropic's callers and the adapter for Anthropic agree on. An
 * adapter for anybody else leaves them out, see {@link ChatRequest#isAnthropic}.
 */
public final class AnthropicWords {
  /** Of a request: the version of Anthropic's API that it was written for. */
  public static final String VERSION = "anthropic_version";

  /** Of a request: the names of the betas that it wants, with commas between. */
  public static final String BETA = "anthropic_beta";

  /** Of a request: the form and the effort of its answer. Of an instruction: the same from then. */
  public static final String OUTPUT = "output_config";

  /** Of an assistant's message: its signed reasoning, as Anthropic wrote it. */
  public static final String THINKING = "thinking_blocks";

  /** Of an assistant's message: all its content, where its order or its kinds say more. */
  public static final String BLOCKS = "anthropic_blocks";

  /** Of an answer: what its usage says beside the tokens that every provider counts. */
  public static final String USAGE = "anthropic_usage";

  /** Members of an answer that tell of its ending beside {@code stop_reason}. */
  public static final List<String> ENDINGS = List.of("stop_sequence", "stop_details", "container");

  /** Members of an answer that stand beside its ending. */
  public static final List<String> ASIDES = List.of("context_management", "diagnostics");

  private AnthropicWords() {}
}
