package dev.tutti.provider.responses;

import dev.tutti.chat.ChatRequest;
import java.util.regex.Pattern;

/**
 * Rules on which API OpenAI's models are asked through, by their names.
 *
 * @see <a href="https://platform.openai.com/docs/models">Models</a>
 */
final class ResponsesModels {
  /** Models that chat completions answer with "only supported in v1/responses". */
  private static final Pattern ONLY =
      Pattern.compile(
          "(.*[-.])?codex([-.].*)?|(gpt-[5-9].*|o\\d+)-pro(-\\d.*)?|.*deep-research.*|computer-use.*");

  /** From GPT-5.4 on, functions and reasoning go together in the Responses API alone. */
  private static final Pattern FUNCTIONS =
      Pattern.compile("gpt-(5\\.([4-9]|\\d\\d)|[6-9])(?!.*-chat).*");

  private static final Pattern WITHOUT_REASONING =
      Pattern.compile("gpt-[34].*|chatgpt-.*|gpt-5(\\.\\d+)?-chat.*|gpt-chat.*|ft:gpt-[34].*");

  private ResponsesModels() {}

  /** Whether a chat can be answered there alone. */
  static boolean needed(ChatRequest request, String model) {
    return ONLY.matcher(model).matches()
        || (FUNCTIONS.matcher(model).matches() && reasonsWithFunctions(request));
  }

  /** Whether a chat asks for functions, and for reasoning or does not say. */
  static boolean reasonsWithFunctions(ChatRequest request) {
    return hasFunctions(request) && reasons(request);
  }

  private static boolean hasFunctions(ChatRequest request) {
    return request.body().has("tools") || request.body().has("functions");
  }

  private static boolean reasons(ChatRequest request) {
    return !request.body().get("reasoning_effort").asString("").equals("none");
  }

  /** Whether a model writes reasoning that it can encrypt; unknown names are taken to. */
  static boolean reasons(String model) {
    return !WITHOUT_REASONING.matcher(model).matches();
  }
}
