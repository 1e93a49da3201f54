package dev.tutti.cache;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.text.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Last message of the user, and the digest of everything around it.
 *
 * @param text at most 4,000 characters; longer ones are hardly ever said twice
 * @param around the digest of the whole request but this text
 */
public record Utterance(String text, String around) {
  private static final int LONGEST = 4_000;
  private static final String MESSAGES = "messages";
  private static final String CONTENT = "content";

  /**
   * The last message of a chat, when it is plain text of the user.
   *
   * @param without members of the request that have no influence on the answer
   */
  public static Optional<Utterance> of(ChatRequest request, Set<String> without) {
    if (request.operation() != Operation.CHAT
        || request.responses().flatMap(ResponsesForm::beyondChat).isPresent()
        || !(request.body().get(MESSAGES) instanceof ArrayNode messages)
        || messages.isEmpty()
        || !(messages.get(messages.size() - 1) instanceof ObjectNode last)
        || !last.path("role").asString("").equals("user")
        || !last.path(CONTENT).isString()) {
      return Optional.empty();
    }
    var text = last.path(CONTENT).asString();
    if (text.isBlank() || text.length() > LONGEST) {
      return Optional.empty();
    }
    last.put(CONTENT, "");
    return Optional.of(new Utterance(text, around(request, messages, without)));
  }

  private static String around(ChatRequest request, ArrayNode messages, Set<String> without) {
    var others = new HashSet<>(without);
    others.add(MESSAGES);
    var all = new ByteArrayOutputStream();
    all.writeBytes(Json.bytes(messages));
    all.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
    others.add(ResponsesForm.INPUT);
    request.writeSorted(others, all::write);
    return Sha256.hex(all.toByteArray());
  }
}
