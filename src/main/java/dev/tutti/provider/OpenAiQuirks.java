package dev.tutti.provider;

import java.util.List;

/**
 * Where an upstream that speaks OpenAI's dialect differs from OpenAI.
 *
 * @param path the path of a request below the base URL; {@code {operation}} stands for {@code
 *     /chat/completions} and its like, {@code {model}} for the model's name
 * @param knowsDeveloper whether it knows the role {@code developer}
 * @param knowsStreamOptions whether it knows {@code stream_options}
 * @param tokenLimit its member for the most tokens of an answer, or empty when it knows both of
 *     {@code max_tokens} and {@code max_completion_tokens}
 * @param unknown members of a request that it refuses and that can be left out
 */
public record OpenAiQuirks(
    String path,
    boolean knowsDeveloper,
    boolean knowsStreamOptions,
    String tokenLimit,
    List<String> unknown) {

  /** No quirk: OpenAI itself. */
  public static final OpenAiQuirks NONE =
      new OpenAiQuirks("{operation}", true, true, "", List.of());
}
