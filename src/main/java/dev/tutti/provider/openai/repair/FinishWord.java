package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A provider's word for why a choice ended, made one of OpenAI's. */
final class FinishWord {
  private static final Set<String> KNOWN =
      Set.of("stop", "length", "tool_calls", "content_filter", "function_call");

  private FinishWord() {}

  /**
   * Repairs the {@code finish_reason} of a choice; a word of the provider's own is kept as {@code
   * native_finish_reason}. Gives the reason, empty where the choice goes on.
   *
   * @throws Fault when the word says that the provider failed
   */
  static String mend(ObjectNode choice, boolean calling) {
    var word = choice.path("finish_reason").asString("");
    if (word.isEmpty()) {
      choice.putNull("finish_reason");
      return "";
    }
    refuse(word);
    var reason = KNOWN.contains(word) ? word : FinishReason.of(word).wire();
    if (!reason.equals(word) && !choice.has("native_finish_reason")) {
      choice.put("native_finish_reason", word);
    }
    if (calling && (reason.equals("stop") || reason.equals("function_call"))) {
      reason = "tool_calls";
    }
    choice.put("finish_reason", reason);
    return reason;
  }

  private static void refuse(String word) {
    switch (word) {
      case "insufficient_system_resource" ->
          throw Fault.of(
              FaultCode.OVERLOADED, "the provider ran out of resources and ended the answer");
      case "error", "network_error" ->
          throw Fault.of(
              FaultCode.UPSTREAM_ERROR, "the provider ended the answer with \"" + word + "\"");
      default -> {}
    }
  }
}
