package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations that go on after a restart with the model that they had. */
class StickyRestartTest {
  private static final String CHEAP = "x-tutti-quality: 0";
  private static final String BEST = "x-tutti-quality: 1";
  private static final String CHATS = "/v1/chat/completions";
  private static final String RESPONSES = "/v1/responses";
  private static final String HARD =
      "Prove that there are infinitely many primes, step by step, and compare two proofs";

  private static final String YAML =
      """
      providers:
        up: {base_url: "{upstream}", api_key: x}
      models:
        small: {deployments: [{provider: up, model: small}]}
        large: {deployments: [{provider: up, model: large}]}
      prices:
        - {provider: up, model: small, input: 0.1, output: 0.1, as_of: 2026-01-31}
        - {provider: up, model: large, input: 6, output: 6, as_of: 2026-01-31}
      """;

  @TempDir Path folder;
  private TestingUpstream upstream;
  private TestingTutti tutti;

  @BeforeEach
  void start() {
    upstream = TestingUpstream.start();
    upstream.remembersNothing();
    upstream.playAlways(Chat.answers("Yes"));
    open();
  }

  private void open() {
    tutti = TestingTutti.start(folder, YAML.replace("{upstream}", upstream.url()));
  }

  private void restart() {
    tutti.close();
    open();
  }

  @AfterEach
  void stop() throws IOException {
    tutti.close();
    upstream.close();
  }

  private ReceivedRequest post(String path, String body, String... headers) throws IOException {
    return postTo(tutti.url(), path, body, headers);
  }

  private static ReceivedRequest postTo(String url, String path, String body, String... headers)
      throws IOException {
    try (var client = TestingClient.connect(url).post(path, body, headers)) {
      var answer = client.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return answer;
    }
  }

  private static String model(ReceivedRequest answer) {
    return answer.header("x-tutti-route");
  }

  private static String basis(ReceivedRequest answer) {
    return answer.header("x-tutti-route-basis");
  }

  private static String chat(String... messages) {
    return "{\"model\":\"auto\",\"messages\":[%s]}".formatted(String.join(",", messages));
  }

  private static String user(String text) {
    return "{\"role\":\"user\",\"content\":\"%s\"}".formatted(text);
  }

  @Test
  void a_session_does_not_come_down() throws Exception {
    var session = "x-tutti-session: s1";
    assertThat(model(post(CHATS, chat(user(HARD)), session, BEST))).isEqualTo("large");
    restart();
    var after = post(CHATS, chat(user("Hello")), session, CHEAP);
    assertThat(model(after)).isEqualTo("large");
    assertThat(basis(after)).isEqualTo("sticky");
    var other = post(CHATS, chat(user("Hello")), "x-tutti-session: s2", CHEAP);
    assertThat(model(other)).as("another session").isEqualTo("small");
  }

  @Test
  void a_loop_of_tools_keeps_its_model() throws Exception {
    assertThat(model(post(CHATS, chat(user("Hello")), CHEAP))).isEqualTo("small");
    var called =
        """
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
        "function":{"name":"look","arguments":"{}"}}]}\
        """;
    var result = "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"a result\"}";
    var loop = chat(user("Hello"), called, result);
    restart();
    var after = post(CHATS, loop, BEST);
    assertThat(model(after)).isEqualTo("small");
    assertThat(basis(after)).isEqualTo("sticky");
    var strange = chat(user("Good day"), called, result);
    assertThat(model(post(CHATS, strange, BEST))).as("a loop of others").isEqualTo("large");
  }

  @Test
  void a_chain_of_responses_keeps_its_model() throws Exception {
    var first = post(RESPONSES, "{\"model\":\"auto\",\"input\":\"Hello\"}", CHEAP);
    assertThat(model(first)).isEqualTo("small");
    restart();
    var body =
        Json.object()
            .put("model", "auto")
            .put("input", HARD)
            .put("previous_response_id", Json.tree(first.body()).path("id").asString());
    assertThat(model(post(RESPONSES, Json.text(body), BEST))).isEqualTo("small");
  }

  @Test
  void what_is_on_disk_a_moment_later_survives_a_kill() throws Exception {
    var home = Files.createDirectory(folder.resolve("killed"));
    var yaml = YAML.replace("{upstream}", upstream.url());
    var session = "x-tutti-session: s1";
    try (var server = KillableServer.start(home, yaml)) {
      var answer = postTo(server.url(), CHATS, chat(user(HARD)), session, BEST);
      assertThat(model(answer)).isEqualTo("large");
      Patience.until(() -> kept(home) == 1, "the conversation is on disk");
    }
    try (var server = KillableServer.start(home, yaml)) {
      var answer = postTo(server.url(), CHATS, chat(user("Hello")), session, CHEAP);
      assertThat(model(answer)).isEqualTo("large");
    }
  }

  private static long kept(Path home) {
    try (var store = Store.attach(StoreSettings.in(home.resolve("data")))) {
      return store
          .read(
              handle ->
                  handle
                      .createQuery("SELECT count(*) FROM route_conversation")
                      .mapTo(Long.class)
                      .one())
          .join();
    }
  }
}
