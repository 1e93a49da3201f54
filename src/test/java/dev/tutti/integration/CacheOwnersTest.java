package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose answers are given to whom, and after a restart. */
class CacheOwnersTest {
  private static final String YAML =
      Rig.PLAIN
          + """
          cache: {database: true, semantic: {model: sim/embed, threshold: 0.5}}
          """;

  private static final String ALIAS =
      """
      models: {alias: {deployments: [{provider: up, model: one}]}}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void owners_never_share_and_the_keys_of_one_owner_do() throws Exception {
    try (var upstream = TestingUpstream.start();
        var tutti = TestingTutti.start(folder, YAML.replace("{upstream}", upstream.url()))) {
      upstream.play(Chat.answers("anonymous"), Chat.answers("anns"), Chat.answers("bobs"));
      assertAnswer(tutti, "", "miss", "anonymous");
      assertAnswer(tutti, "", "hit", "anonymous");
      var ann = key(tutti, "ann");
      var bob = key(tutti, "bob");
      Patience.until(
          () ->
              status(tutti, "tt-of-nobody") == 401
                  && status(tutti, ann) == 200
                  && status(tutti, bob) == 200,
          "keys are known");
      assertAnswer(tutti, ann, "miss", "anns");
      assertAnswer(tutti, bob, "miss", "bobs");
      assertAnswer(tutti, ann, "hit", "anns");
      var other = key(tutti, "ann");
      Patience.until(() -> status(tutti, other) == 200, "the key is known");
      assertAnswer(tutti, other, "hit", "anns");
      assertAnswer(tutti, bob, "hit", "bobs");
    }
  }

  @Test
  void the_database_survives_a_restart() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      var yaml = YAML.replace("{upstream}", upstream.url());
      upstream.play(Chat.answers("first"), Chat.says("second"));
      var streamed = Chat.streamed("up/s");
      String events;
      try (var tutti = TestingTutti.start(folder, yaml)) {
        assertAnswer(tutti, "", "miss", "first");
        try (var client = tutti.ask(streamed)) {
          assertThat(client.head().header("x-tutti-cache")).isEqualTo("miss");
          events = String.join("\n", client.events());
        }
      }
      try (var tutti = TestingTutti.start(folder, yaml)) {
        assertThat(Json.tree(tutti.get("/admin/cache")).at("/database/entries").asInt())
            .as("two answers, and the vector of their question")
            .isEqualTo(3);
        awaitFound(tutti, question("up/m"));
        assertAnswer(tutti, "", "hit", "first");
        awaitFound(tutti, streamed);
        try (var client = tutti.ask(streamed)) {
          assertThat(client.head().header("x-tutti-cache")).isEqualTo("hit");
          assertThat(String.join("\n", client.events())).isEqualTo(events);
        }
      }
    }
  }

  @Test
  void an_answer_of_another_deployment_is_not_given() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      var yaml = YAML.replace("{upstream}", upstream.url()) + ALIAS;
      upstream.play(Chat.answers("first"), Chat.answers("second"));
      try (var tutti = TestingTutti.start(folder, yaml);
          var client = tutti.ask(question("alias"))) {
        assertThat(client.answer().body()).contains("first");
      }
      try (var tutti = TestingTutti.start(folder, yaml.replace("model: one", "model: two"));
          var client = tutti.ask(question("alias"))) {
        assertThat(client.answer().body()).contains("second");
      }
    }
  }

  /** A call does not wait for a database that is busy, but goes on without an earlier answer. */
  private static void awaitFound(TestingTutti tutti, String question) {
    Patience.until(
        () -> {
          try (var client = tutti.ask(question, "cache-control: only-if-cached")) {
            return client.answer().status() == 200;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        "the answer is found in the database");
  }

  private static void assertAnswer(TestingTutti tutti, String key, String cache, String text)
      throws IOException {
    var heard = ask(tutti, key);
    assertThat(heard.header("x-tutti-cache")).as(text).isEqualTo(cache);
    assertThat(Json.tree(heard.body()).at("/choices/0/message/content").asString()).isEqualTo(text);
  }

  private static ReceivedRequest ask(TestingTutti tutti, String key) throws IOException {
    try (var client =
        key.isEmpty()
            ? tutti.ask(question("up/m"))
            : tutti.ask(question("up/m"), "x-api-key: " + key)) {
      return client.answer();
    }
  }

  private static String key(TestingTutti tutti, String owner) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("test", owner, Role.USER, AllowedModels.ALL);
      return Store.await(keys.create(grant)).secret();
    }
  }

  private static int status(TestingTutti tutti, String key) {
    try (var client = tutti.client()) {
      return client.get("/v1/models", "x-api-key: " + key).answer().status();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
