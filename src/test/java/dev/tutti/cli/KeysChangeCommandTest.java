package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Limits of keys from the command line. */
class KeysChangeCommandTest {
  @TempDir private Path folder;

  private JsonNode keys(String... args) {
    var all = Stream.concat(Stream.of("keys"), Stream.of(args));
    var more = Stream.of("--data", folder.toString(), "--json");
    var cli = TestingCli.run(Stream.concat(all, more).toArray(String[]::new));
    return Json.tree(cli.out());
  }

  @Test
  void limits_and_budgets_are_taken_away_and_others_put_in_their_place() {
    var id = keys("create", "--budget-day", "5", "--tokens", "9").path("id").asString();
    var more = keys("change", id, "--requests", "60");
    assertThat(more.path("limits")).isEqualTo(Json.tree("{\"requests\": 60, \"tokens\": 9}"));
    assertThat(more.at("/budget/day").asDouble()).isEqualTo(5);
    var changed = keys("change", id, "--no-limits", "--concurrency", "3");
    assertThat(changed.path("limits")).isEqualTo(Json.tree("{\"concurrency\": 3}"));
    assertThat(changed.has("budget")).isFalse();
  }
}
