package dev.tutti.gateway.responses;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.responses.Predecessor;
import dev.tutti.session.Ids;
import java.util.List;
import java.util.Random;

/** Requests for responses that follow nothing, for tests of other packages. */
public final class TestingResponses {
  private static final Ids IDS = new Ids(new Random(7));

  private TestingResponses() {}

  /**
   * The chat that such a request asks for.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request}
   */
  public static ChatRequest chat(byte[] body) {
    var root = Json.request(body);
    RequestRules.check(root);
    var input = InputItems.of(root.path("input"), IDS);
    return ChatForm.of(new Request(root, input, new Predecessor.Nothing(), true), List.of(), input);
  }
}
