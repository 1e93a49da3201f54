package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BatchCommandTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @TempDir Path folder;

  private static TestingCli run(String... words) {
    var all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--url";
    all[words.length + 1] = rig.tutti().url();
    return TestingCli.run(all);
  }

  private static String line(String id, String model) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}}\n"
        .formatted(id, model);
  }

  @Test
  void a_file_is_run_and_its_results_are_written() throws Exception {
    var in = folder.resolve("in.jsonl");
    var out = folder.resolve("out.jsonl");
    Files.writeString(in, line("a", "sim") + line("b", "none") + line("c", "sim"));
    var ran = run("batch", "run", in.toString(), "-o", out.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("completed", "3 requests, 2 answered, 1 failed", "errors:");
    assertThat(Files.readAllLines(out)).hasSize(2);
    assertThat(Files.readString(folder.resolve("out.jsonl.errors"))).contains("\"b\"");
    assertThat(folder.resolve("out.jsonl.batch")).doesNotExist();
    var id = ran.out().substring(0, ran.out().indexOf(' '));
    assertThat(run("batch", "list").out()).containsPattern(id + " +completed +3 of 3");
    assertThat(run("batch", "show", id).out()).contains("output_file_id");
    assertThat(run("batch", "cancel", id).code()).isEqualTo(1);
  }

  @Test
  void the_same_command_goes_on_with_its_batch() throws Exception {
    var in = Files.writeString(folder.resolve("in.jsonl"), line("a", "sim"));
    var out = folder.resolve("out.jsonl");
    var first = Json.tree(run("batch", "run", "--json", in.toString(), "-o", out.toString()).out());
    Files.writeString(folder.resolve("out.jsonl.batch"), first.path("id").asString());
    Files.delete(out);
    var again = run("batch", "run", "--json", in.toString(), "-o", out.toString());
    assertThat(again.err()).contains("Going on with " + first.path("id").asString());
    assertThat(Json.tree(again.out()).path("id")).isEqualTo(first.path("id"));
    assertThat(out).exists();
  }

  @Test
  void a_batch_of_other_requests_is_not_taken_for_this_one() throws Exception {
    var in = Files.writeString(folder.resolve("in.jsonl"), line("a", "sim"));
    var out = folder.resolve("out.jsonl");
    Files.writeString(folder.resolve("out.jsonl.batch"), "batch_1\n" + "0".repeat(64) + "\n");
    var ran = run("batch", "run", in.toString(), "-o", out.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("batch_1 was begun with other requests");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_file_that_is_wrong_is_told_line_by_line() throws Exception {
    var in = Files.writeString(folder.resolve("in.jsonl"), line("a", "sim") + line("a", "sim"));
    var ran = run("batch", "run", in.toString(), "-o", folder.resolve("out.jsonl").toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("failed", "line 2: duplicate_custom_id");
    var none = run("batch", "run", folder.resolve("no").toString(), "-o", "x");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("is not there");
    var nowhere = run("batch", "run", in.toString(), "-o", folder.resolve("no/out").toString());
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("cannot be written (expected: in a folder that is there)");
  }
}
