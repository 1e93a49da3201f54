package dev.tutti.telemetry;

import java.util.Optional;

/**
 * Names of OpenTelemetry's semantic conventions for generative AI, all of which are in development:
 * the only place that knows them.
 *
 * <p>{@link #V1_41} is the last release of {@code open-telemetry/semantic-conventions} in which
 * they were kept there; {@link #LATEST} is {@code open-telemetry/semantic-conventions-genai} as of
 * September 2026. Names without a version are the same in both.
 */
public enum GenAi {
  /** Semantic conventions 1.41. */
  V1_41("1.41"),
  /** The repository of their own, as of September 2026. */
  LATEST("latest");

  public static final String OPERATION = "gen_ai.operation.name";

  /** Operation of several models that work together. */
  public static final String INVOKE_WORKFLOW = "invoke_workflow";

  public static final String WORKFLOW = "gen_ai.workflow.name";
  public static final String PROVIDER = "gen_ai.provider.name";
  public static final String REQUEST_MODEL = "gen_ai.request.model";
  public static final String RESPONSE_MODEL = "gen_ai.response.model";
  public static final String CONVERSATION = "gen_ai.conversation.id";
  public static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
  public static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
  public static final String CACHE_READ_TOKENS = "gen_ai.usage.cache_read.input_tokens";

  /** Meter of an attempt's time, in seconds. */
  static final String DURATION_METER = "gen_ai.client.operation.duration";

  /** Meter of an attempt's time to the first chunk, in seconds. */
  static final String FIRST_CHUNK_METER = "gen_ai.client.operation.time_to_first_chunk";

  /** Meter of tokens by {@link #TOKEN_TYPE}, of 1.41; gone from the latest. */
  static final String TOKENS_METER_1_41 = "gen_ai.client.token.usage";

  static final String TOKEN_TYPE = "gen_ai.token.type";

  /** Counters of tokens, of the latest, which name their kind. */
  static final String USAGE_METER = "gen_ai.client.inference.usage.";

  private final String word;

  GenAi(String word) {
    this.word = word;
  }

  /** The name that users see. */
  public String word() {
    return word;
  }

  /** Tokens of the input that were written to the provider's prompt cache. */
  public String cacheWriteTokens() {
    return this == V1_41
        ? "gen_ai.usage.cache_creation.input_tokens"
        : "gen_ai.usage.cache_write.input_tokens";
  }

  /** Tokens of the output that were spent on reasoning. */
  public Optional<String> reasoningTokens() {
    return since(LATEST, "gen_ai.usage.reasoning.output_tokens");
  }

  /** Whether an answer is wanted piece by piece. */
  public Optional<String> stream() {
    return since(LATEST, "gen_ai.request.stream");
  }

  /** Seconds to the first chunk of the answer. */
  public Optional<String> timeToFirstChunk() {
    return since(LATEST, "gen_ai.response.time_to_first_chunk");
  }

  /** Name of the prompt: a skill. */
  public Optional<String> promptName() {
    return since(LATEST, "gen_ai.prompt.name");
  }

  /** Version of the prompt: a revision of a skill. */
  public Optional<String> promptVersion() {
    return since(LATEST, "gen_ai.prompt.version");
  }

  private Optional<String> since(GenAi first, String name) {
    return compareTo(first) >= 0 ? Optional.of(name) : Optional.empty();
  }
}
