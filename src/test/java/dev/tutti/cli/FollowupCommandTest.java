package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FollowupCommandTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static final String TURNS =
      """
      {"role": "user", "content": "Write a poem about the sea."}
      {"role": "assistant", "content": "The sea breathes in and out."}
      """;

  @TempDir Path folder;

  private static TestingCli run(String... words) {
    var all = new String[words.length + 3];
    all[0] = "followup";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--url";
    all[words.length + 2] = rig.tutti().url();
    return TestingCli.run(all);
  }

  @Test
  void a_message_is_decided_for_people() throws IOException {
    var history = Files.writeString(folder.resolve("turns.jsonl"), TURNS);
    var said = run("Make it shorter.", "--history", history.toString());
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("follow_up", "% sure", "decided by");
  }

  @Test
  void histories_may_be_lists_and_objects_too() throws IOException {
    var list = "[" + String.join(",", TURNS.lines().toList()) + "]";
    for (var text : List.of(list, "{\"history\": " + list + "}")) {
      var history = Files.writeString(folder.resolve("history.json"), text);
      var said = run("Why?", "--history", history.toString(), "--json");
      var answer = Json.tree(said.out());
      assertThat(answer.path("decision").asString()).isEqualTo("follow_up");
      assertThat(answer.path("layer").asString()).isEqualTo("rules");
    }
  }

  @Test
  void without_a_history_everything_is_new() {
    assertThat(run("Make it shorter.").out()).contains("new_topic", "nothing was said before");
  }

  @Test
  void a_file_that_is_not_there_is_said() {
    var refused = run("Hi", "--history", folder.resolve("none.json").toString());
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("none.json");
  }
}
