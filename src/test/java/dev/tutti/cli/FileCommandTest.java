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

class FileCommandTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @TempDir Path folder;

  private static TestingCli run(String... words) {
    var all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--url";
    all[words.length + 1] = rig.tutti().url();
    return TestingCli.run(all);
  }

  @Test
  void a_file_is_uploaded_listed_downloaded_and_deleted() throws Exception {
    var content = "näme\n".repeat(100_000);
    var file = Files.writeString(folder.resolve("in \"put\".jsonl"), content);
    var uploaded = run("file", "upload", "--json", file.toString());
    assertThat(uploaded.code()).as(uploaded.err()).isZero();
    var json = Json.tree(uploaded.out());
    var id = json.path("id").asString();
    assertThat(json.path("filename").asString()).isEqualTo("in \"put\".jsonl");
    assertThat(run("file", "list", "--purpose", "batch").out())
        .containsPattern(id + " +batch +600000 +\\S+Z +in \"put\".jsonl");
    assertThat(run("file", "show", id).out()).contains(id);
    var out = folder.resolve("out.jsonl");
    assertThat(run("file", "download", id, "-o", out.toString()).out()).contains("Wrote");
    assertThat(out).hasContent(content);
    assertThat(run("file", "delete", id).out()).contains("Deleted " + id);
    var gone = run("file", "show", id);
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err()).contains(id);
  }
}
