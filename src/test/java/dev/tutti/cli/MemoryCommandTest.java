package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryCommandTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static TestingCli run(String... words) {
    var all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--url";
    all[words.length + 1] = rig.tutti().url();
    return TestingCli.run(all);
  }

  private static String add(String... more) {
    var words = new String[more.length + 3];
    words[0] = "memory";
    words[1] = "add";
    words[2] = "--json";
    System.arraycopy(more, 0, words, 3, more.length);
    var added = run(words);
    assertThat(added.code()).as(added.err()).isZero();
    return Json.tree(added.out()).path("id").asString("");
  }

  @Test
  void facts_are_added_found_edited_and_erased() {
    var old = add("--user", "anna", "Lives in Paris");
    var id =
        add("--user", "anna", "--supersedes", old, "--expires", "2999-01-01T00:00:00Z", "Rome");
    assertThat(run("memory", "list", "--user", "anna").out())
        .containsPattern(id + " +current +anna +Rome")
        .containsPattern(old + " +superseded +anna +Lives in Paris \\(now " + id + "\\)");
    assertThat(run("memory", "search", "--user", "anna", "rome").out()).contains("fact", "Rome");
    var edited = run("memory", "edit", "--text", "Rome, Italy", "--expires", "never", id, "--json");
    assertThat(Json.tree(edited.out()).path("text").asString("")).isEqualTo("Rome, Italy");
    assertThat(Json.tree(edited.out()).path("expires_at").isNull()).isTrue();
    assertThat(run("memory", "forget", id).out()).contains("Erased " + id);
    assertThat(run("memory", "erase", "--user", "anna").out()).contains("Erased 1 facts");
    assertThat(run("memory", "list", "--user", "anna", "--json").out()).contains("\"data\":[]");
  }

  @Test
  void what_is_not_there_is_said() {
    var refused = run("memory", "forget", "mem_none");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("mem_none");
  }
}
