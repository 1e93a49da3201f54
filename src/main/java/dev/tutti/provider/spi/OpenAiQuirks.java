package dev.tutti.provider.spi;

import dev.tutti.call.SchemaMode;
import java.util.List;

/**
 * Differences between OpenAI and an upstream that speaks its dialect.
 *
 * @param path the path of a request below the base URL; {@code {operation}} stands for {@code
 *     /chat/completions} and its like, {@code {model}} for the model's name
 * @param knowsDeveloper whether it knows the role {@code developer}, which is {@code system}
 *     otherwise
 * @param tokenLimit its member for the most tokens of an answer, or empty when it knows both of
 *     {@code max_tokens} and {@code max_completion_tokens}
 * @param unknown members of a request that it refuses and that can be left out
 * @param schemas how it is asked first for an answer that is valid for a schema
 * @param listed whether {@code GET /models} below the base URL lists what can be asked for
 * @param history what it takes of earlier answers
 * @param reasoning how it is told how much to reason
 */
public record OpenAiQuirks(
    String path,
    boolean knowsDeveloper,
    String tokenLimit,
    List<String> unknown,
    SchemaMode schemas,
    boolean listed,
    OpenAiHistory history,
    ReasoningStyle reasoning) {

  /** No quirk: OpenAI itself. */
  public static final OpenAiQuirks NONE =
      new OpenAiQuirks(
          "{operation}",
          true,
          "",
          List.of(),
          SchemaMode.NATIVE,
          true,
          OpenAiHistory.of("refusal", "annotations", "audio"),
          ReasoningStyles.OPENAI);

  /** An upstream of which nothing is known but its dialect. */
  public static final OpenAiQuirks COMPATIBLE =
      new OpenAiQuirks(
          "{operation}",
          false,
          "",
          List.of(),
          SchemaMode.NATIVE,
          true,
          OpenAiHistory.ALL,
          ReasoningStyle.AS_GIVEN);

  /** The same with another path. */
  public OpenAiQuirks path(String other) {
    return new OpenAiQuirks(
        other, knowsDeveloper, tokenLimit, unknown, schemas, listed, history, reasoning);
  }

  /** The same for an upstream that cannot be asked which models it has. */
  public OpenAiQuirks unlisted() {
    return new OpenAiQuirks(
        path, knowsDeveloper, tokenLimit, unknown, schemas, false, history, reasoning);
  }

  /** The same for an upstream that knows only one of the two members for the most tokens. */
  public OpenAiQuirks tokenLimit(String member) {
    return new OpenAiQuirks(
        path, knowsDeveloper, member, unknown, schemas, listed, history, reasoning);
  }

  /** The same for an upstream that refuses some members. */
  public OpenAiQuirks without(String... members) {
    return new OpenAiQuirks(
        path, knowsDeveloper, tokenLimit, List.of(members), schemas, listed, history, reasoning);
  }

  /** The same for an upstream that does not hold its models to a schema. */
  public OpenAiQuirks schemas(SchemaMode first) {
    return new OpenAiQuirks(
        path, knowsDeveloper, tokenLimit, unknown, first, listed, history, reasoning);
  }

  /** The same for an upstream that takes other parts of earlier answers. */
  public OpenAiQuirks history(OpenAiHistory other) {
    return new OpenAiQuirks(
        path, knowsDeveloper, tokenLimit, unknown, schemas, listed, other, reasoning);
  }

  /** The same for an upstream that is told otherwise how much to reason. */
  public OpenAiQuirks reasoning(ReasoningStyle other) {
    return new OpenAiQuirks(
        path, knowsDeveloper, tokenLimit, unknown, schemas, listed, history, other);
  }
}
