package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators look at when something is wrong, from the command line. */
class OperatorCommandsTest {
  @RegisterExtension
  static final Rig rig =
      Rig.resilient(
          Rig.PLAIN
              + """
              retry: {attempts: 1}
              breaker: {consecutive: 1}
              limits: {key: {requests: 9}}
              models:
                down: {deployments: [{provider: up, model: down}], fallback: [sim]}
                kept: {deployments: [{provider: sim, model: sim}], cache: {}}
              """);

  @Test
  void an_open_breaker_is_listed_explained_and_closed() throws Exception {
    rig.upstream().play(turn -> turn.json(500, "{\"error\":{\"message\":\"no\"}}"));
    try (var client = rig.ask(Chat.question("down"))) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(run("breakers").out()).containsPattern("up/down +open +1 failures in a row");
    assertThat(run("health").out()).containsPattern("up/down +unknown +off +open");
    var explained = run("explain", "-m", "down", "Why?").out();
    assertThat(explained).contains("first: down (round_robin, 1 attempts)");
    assertThat(explained).containsPattern("up/down +no: breaker open");
    assertThat(explained).containsPattern("fallback: sim .*\\n +sim/sim +yes");
    assertThat(run("breakers", "reset", "up/down").out()).containsPattern("up/down +closed");
    assertThat(run("breakers", "reset", "up/never").err()).contains("is no breaker");
    assertThat(run("breakers", "reset", "up").err()).contains("expected: PROVIDER/MODEL");
  }

  @Test
  void limits_show_the_accounts_with_the_least_left() throws Exception {
    try (var client = rig.ask(Chat.question("sim"))) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(run("limits").out()).containsPattern("key::requests +9 +\\d ");
    var all = Json.tree(run("limits", "--json").out());
    assertThat(all.at("/configured/key/requests").asInt()).isEqualTo(9);
  }

  @Test
  void limits_have_a_history_of_kinds_that_there_are() {
    assertThat(run("limits", "history", "--from", "-1h").out()).startsWith("KIND ");
    assertThat(run("limits", "history", "--kind", "poetry").err())
        .contains("kind: poetry (expected: one of in_flight, adaptive");
  }

  @Test
  void the_cache_is_shown_and_cleared() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (var client = rig.ask(Chat.question("kept"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
    assertThat(run("cache").out())
        .containsPattern("memory +1 answers, \\d+ of 134217728 bytes")
        .containsPattern("hit +1")
        .containsPattern("saved +0.* USD");
    assertThat(run("cache", "clear", "--model", "other").out()).contains("0 answers cleared");
    assertThat(run("cache", "clear").out()).contains("1 answers cleared");
  }

  @Test
  void what_has_a_name_is_searched_for() {
    var found = run("search", "--kinds", "model,key", "KEPT").out();
    assertThat(found).containsPattern("model +kept +kept ").contains("Searched: key, model");
    assertThat(run("search", "--kinds", "moon", "x").err()).contains("expected: some of call");
  }

  @Test
  void names_that_callers_chose_do_nothing_to_the_terminal() throws Exception {
    var name = "\\u001b[2J\\u009b1m\\u202eeve\\nforged";
    var question = Chat.with(Chat.question("sim"), "\"user\":\"%s\"".formatted(name));
    try (var client = rig.ask(question)) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    rig.upstream().play(turn -> turn.json(404, "{\"error\":{\"code\":\"model_not_found\"}}"));
    try (var client = rig.ask(Chat.question("up/no\\u202emodel"))) {
      assertThat(client.answer().status()).isEqualTo(404);
    }
    Patience.until(() -> run("calls").out().contains("no[U+202E]model"), "the call of no model");
    Patience.until(() -> run("top", "--by", "user").out().contains("eve"), "the call of eve");
    for (var command : List.of("top", "series")) {
      assertThat(run(command, "--by", "user").out())
          .contains("[U+001B][2J[U+009B]1m[U+202E]eve forged")
          .doesNotContain("\u001b", "\u009b", "\u202e");
    }
  }

  private static TestingCli run(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--url", rig.tutti().url()));
    return TestingCli.run(all.toArray(String[]::new));
  }
}
