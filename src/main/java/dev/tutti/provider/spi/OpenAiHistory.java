package dev.tutti.provider.spi;

import java.util.Set;

/**
 * Members of earlier answers that an upstream of OpenAI's dialect takes. Callers hand back what
 * they were given, also what another provider said; upstreams that check their requests refuse
 * members that they do not know.
 *
 * @param taken those of {@link #MESSAGE} and {@link #CALL} that it takes; the others are left out
 * @param shortIds whether ids of tool calls must be nine letters or digits
 */
public record OpenAiHistory(Set<String> taken, boolean shortIds) {

  /** Members of answers' messages, by Tutti's names or the providers' own. */
  public static final Set<String> MESSAGE =
      Set.of(
          "annotations",
          "audio",
          "citation_metadata",
          "citations",
          "container",
          "content_parts",
          "context_management",
          "diagnostics",
          "executed_tools",
          "extra_content",
          "google_parts",
          "grounding_metadata",
          "images",
          "provider_blocks",
          "reasoning",
          "reasoning_content",
          "reasoning_details",
          "refusal",
          "safety_ratings",
          "stop_details",
          "stop_reason",
          "stop_sequence",
          "thinking_blocks",
          "url_context_metadata");

  /** Members of answers' tool calls. */
  public static final Set<String> CALL = Set.of("caller", "extra_content");

  /** Everything, as nothing is known of the upstream. */
  static final OpenAiHistory ALL = new OpenAiHistory(MESSAGE, false);

  /** Keeps a copy. */
  public OpenAiHistory {
    taken = Set.copyOf(taken);
  }

  /** An upstream that takes these members and no others. */
  public static OpenAiHistory of(String... taken) {
    return new OpenAiHistory(Set.of(taken), false);
  }

  /** The same for an upstream whose ids of tool calls are nine letters or digits. */
  public OpenAiHistory withShortIds() {
    return new OpenAiHistory(taken, true);
  }

  /** Whether something must be left out. */
  public boolean strict() {
    return !taken.containsAll(MESSAGE);
  }
}
