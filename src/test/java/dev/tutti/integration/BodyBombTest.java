package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Bombs;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON that is small to send and large to hold, at every endpoint that reads it. */
@KnownFault("SECURITY-F2")
class BodyBombTest {
  private static final String CHAT = "/v1/chat/completions";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {body_memory: 48MiB}
          providers: {up: {base_url: "{upstream}"}}
          """);

  /** By an earlier test, which has its answer. */
  @BeforeEach
  void nothing_is_held() {
    assertNothingHeld();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endpoints")
  void trees_are_refused_before_they_are_made(String path, String before, String after)
      throws Exception {
    for (var value : List.of(Bombs.values().get(0), Bombs.values().get(2))) {
      try (var client = rig.tutti().client()) {
        assertRefused(client.post(path, before + value + after).answer(), 400, "<= 500000");
        assertAlive(client);
      }
    }
    assertNothingHeld();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endpoints")
  void what_is_compressed_a_thousandfold_is_refused(String path, String before, String after)
      throws Exception {
    var body = before + "[" + "[],".repeat(10 << 20) + "[]]" + after;
    try (var client = rig.tutti().client()) {
      client.post(path, Bombs.gzip(body), "content-encoding: gzip");
      assertRefused(client.answer(), 413, "200 times");
      assertAlive(client);
    }
    assertNothingHeld();
  }

  static Stream<Arguments> endpoints() {
    var message = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
    var item = "{\"type\":\"message\",\"role\":\"user\",\"content\":\"x\",\"a\":";
    return Stream.of(
        Arguments.of("/v1/conversations", "{\"metadata\":{\"a\":", "}}"),
        Arguments.of("/v1/conversations", "{\"items\":[" + item, "}]}"),
        Arguments.of("/v1/conversations/conv_1", "{\"metadata\":{\"a\":", "}}"),
        Arguments.of("/v1/conversations/conv_1/items", "{\"items\":[" + item, "}]}"),
        Arguments.of("/v1/responses", "{\"model\":\"up/m\",\"input\":\"x\",\"metadata\":", "}"),
        Arguments.of(
            "/v1/responses/input_tokens", "{\"model\":\"up/m\",\"input\":\"x\",\"a\":", "}"),
        Arguments.of("/v1/responses", "{\"model\":\"up/m\",\"input\":[" + item, "}]}"),
        Arguments.of(
            "/v1/messages", "{\"model\":\"up/m\",\"max_tokens\":9," + message + ",\"a\":", "}"),
        Arguments.of(
            "/v1/messages/count_tokens", "{\"model\":\"up/m\"," + message + ",\"a\":", "}"),
        Arguments.of("/v1/skills/any/execute", "{\"context\":{\"a\":", "}}"),
        Arguments.of("/v1/skills/any/stream", "{\"context\":{\"a\":", "}}"),
        Arguments.of("/admin/skills/any/replay", "{\"id\":\"x\",\"a\":", "}"),
        Arguments.of("/admin/explain", "{\"model\":\"up/m\"," + message + ",\"a\":", "}"),
        Arguments.of(CHAT, "{\"model\":\"up/m\"," + message + ",\"a\":", "}"),
        Arguments.of("/v1/completions", "{\"model\":\"up/m\",\"prompt\":\"x\",\"a\":", "}"),
        Arguments.of("/v1/embeddings", "{\"model\":\"up/m\",\"input\":\"x\",\"a\":", "}"));
  }

  @KnownFault("SECURITY-F22")
  @Test
  void hundreds_of_thousands_of_empty_members_are_refused() throws Exception {
    try (var client = rig.tutti().client()) {
      client.post(CHAT, Bombs.emptyMembers(300_000), "content-encoding: gzip");
      assertRefused(client.answer(), 400, "members");
      assertAlive(client);
    }
  }

  @Test
  void long_texts_and_many_messages_are_as_welcome_as_before() throws Exception {
    rig.upstream().playAlways(Chat.answers("still here"));
    var text = question("up/m").replace("Hello", "Hello ".repeat(1 << 20));
    var many =
        question("up/m")
            .replace("[{", "[" + "{\"role\":\"user\",\"content\":\"x\"},".repeat(30_000) + "{");
    for (var body : List.of(text, many)) {
      try (var client = rig.tutti().client()) {
        assertThat(client.post(CHAT, body).answer().status()).isEqualTo(200);
        var messages = Chat.with(body, "\"max_tokens\":9");
        assertThat(client.post("/v1/messages", messages).answer().status()).isEqualTo(200);
      }
    }
    assertNothingHeld();
  }

  @Test
  void slow_bodies_do_not_fill_the_memory_and_leave_room_for_small_ones() throws Exception {
    var slow = new ArrayList<TestingClient>();
    try {
      var piece = "{\"a\":\"" + "x".repeat(2 << 20);
      var full = new ArrayList<ReceivedRequest>();
      while (full.isEmpty()) {
        var client = rig.tutti().client();
        slow.add(client);
        client.send(client.head("POST", CHAT, "content-length: " + (20 << 20)) + "\r\n" + piece);
        awaitTaken(slow.size() * (2L << 20), 36L << 20);
        if (slow.size() > 17) {
          full.add(client.answer());
        }
      }
      assertRefused(full.getFirst(), 503, "memory for bodies");
      assertThat(full.getFirst().header("retry-after")).isEqualTo("1");
      assertThat(Json.tree(full.getFirst().body()).path("error").path("code").asString(""))
          .isEqualTo("overloaded");
      try (var client = rig.tutti().client()) {
        assertAlive(client);
      }
    } finally {
      for (var client : slow) {
        client.close();
      }
    }
    assertNothingHeld();
  }

  /** Until the server has taken what was sent, or as much as it takes. */
  private static void awaitTaken(long sent, long most) {
    long wanted = Math.min(sent, most - (2L << 20));
    Patience.until(() -> held() >= wanted, "the bodies are taken");
  }

  @Test
  void trees_count_as_well() throws Exception {
    var value = "[" + "[],".repeat(200_000) + "[]]";
    var body = "{\"model\":\"up/m\",\"input\":\"x\",\"metadata\":null,\"a\":" + value + "}";
    rig.upstream().playAlways(turn -> turn.stall());
    try (var first = rig.tutti().client();
        var second = rig.tutti().client()) {
      first.post("/v1/responses", body);
      rig.upstream().turn();
      assertThat(held()).isGreaterThan(20 << 20);
      assertRefused(second.post("/v1/responses", body).answer(), 503, "memory for bodies");
    } finally {
      rig.upstream().playAlways(Chat.answers("still here"));
    }
    assertNothingHeld();
  }

  private static double held() {
    return rig.tutti().metric("tutti_bodies_held_bytes");
  }

  private static void assertNothingHeld() {
    Patience.until(() -> held() == 0, "the memory of all bodies was given back");
  }

  private static void assertRefused(ReceivedRequest heard, int status, String words) {
    assertThat(heard.status()).as(heard.body()).isEqualTo(status);
    assertThat(heard.body()).contains(words).contains("expected");
    assertThat(heard.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000);
  }

  private static void assertAlive(TestingClient client) throws Exception {
    rig.upstream().play(Chat.answers("still here"));
    client.post(CHAT, question("up/m"));
    assertThat(client.answer().body()).contains("still here");
  }
}
