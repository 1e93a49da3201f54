package dev.tutti.provider.spi;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.provider.Presets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a provider of the configuration is asked; the requests have single quotes. */
public final class TestingPreset {
  private TestingPreset() {}

  /** What it is sent for a chat in OpenAI's dialect. */
  public static JsonNode chat(String preset, String model, String members) {
    return sent(preset, model, ChatRequest.parse(Operation.CHAT, bytes("'model':'m'," + members)));
  }

  /** What it is sent for a message in Anthropic's dialect. */
  public static JsonNode messages(String preset, String model, String members) {
    return sent(preset, model, asked(members));
  }

  /** A request in Anthropic's dialect. */
  static ChatRequest asked(String members) {
    var call = new Call("req_1", Caller.ANONYMOUS, new TestingLoop(), Duration.ofMinutes(1));
    return new MessagesDialect()
        .read(bytes("'model':'m','max_tokens':32," + members))
        .request(call)
        .result();
  }

  private static JsonNode sent(String preset, String model, ChatRequest request) {
    var adapter = Presets.load().connect(preset, access()).adapter();
    return Json.tree(adapter.outgoing(request, model).body().bytes());
  }

  private static Access access() {
    return new Access(
        "http://127.0.0.1:9",
        Secret.of("sk-test"),
        "",
        Map.of(),
        InstantSource.fixed(Instant.EPOCH));
  }

  /** JSON that is written with single quotes. */
  public static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }

  private static byte[] bytes(String members) {
    return ("{" + members + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
