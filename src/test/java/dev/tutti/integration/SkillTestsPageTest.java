package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.cli.TestingCli;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/skill-tests.md says of tests and recordings is what happens. */
class SkillTestsPageTest {
  private static final Path PAGE = Path.of("docs/skill-tests.md");
  private static final String HOME = "skills/ticket_sorter/v1.0.0/";
  private static final String SKILL = "/admin/skills/ticket_sorter";

  /** The recording's id on the page. */
  private static final String ID = "req_77feaccb53d2457a";

  @TempDir private Path folder;
  private Page page;
  private String text;

  @BeforeEach
  void write() throws IOException {
    page = Page.read(PAGE);
    text = Files.readString(PAGE);
    assertThat(page.files()).as("files of the page").hasSize(4);
    for (var file : page.files()) {
      file.writeBelow(folder);
    }
  }

  @Test
  void the_first_test_passes() {
    var tested = tutti("skill", "test", "ticket_sorter");
    assertThat(tested.code()).as(tested.out()).isZero();
    assertThat(text).contains("ends with `" + tested.out().lines().toList().getLast() + "`");
    var step = between("`- run: ./tutti ", "`").split(" ");
    assertThat(tutti(step).out()).isEqualTo(tested.out());
  }

  @Test
  void without_its_second_line_the_prompt_fails_as_shown() throws IOException {
    breakPrompt();
    var tested = tutti("skill", "test", "ticket_sorter");
    assertThat(tested.code()).isEqualTo(1);
    var shown =
        page.blocks().stream().filter(each -> each.text().startsWith("ticket_sorter 1.0.0\n"));
    assertThat(shown.map(Page.Block::text)).containsExactly(tested.out());
  }

  @Test
  void a_failing_test_keeps_the_last_good_version_over_a_restart() throws IOException {
    try (var tutti = start()) {
      var before = Json.tree(tutti.get(SKILL));
      breakPrompt();
      reload(tutti);
      var after = Json.tree(tutti.get(SKILL));
      assertThat(after.path("revision")).isEqualTo(before.path("revision"));
      assertThat(after.at("/problems/0").asString())
          .contains("tests/basic.yaml:1: case \"a broken cup goes to returns\": prompt_contains");
      var shown = TestingCli.run("skill", "show", "ticket_sorter", "--url", tutti.url());
      assertThat(shown.out()).contains(after.at("/problems/0").asString());
      assertThat(command("\"record\"").request().send(tutti).status()).isEqualTo(200);
    }
    try (var tutti = start()) {
      assertThat(Json.tree(tutti.get(SKILL)).at("/problems/0").asString())
          .contains("prompt_contains");
      assertThat(command("\"record\"").request().send(tutti).status()).isEqualTo(200);
    }
  }

  @Test
  void a_recording_becomes_a_test() throws IOException {
    try (var tutti = start()) {
      var id = record(tutti);
      assertThat(Json.tree(tutti.get(SKILL + "/recordings")).at("/data/0/id").asString())
          .isEqualTo(id);
      var save = command(" -o ").with(id).request();
      assertThat(save.file()).startsWith(HOME + "tests/");
      Files.writeString(folder.resolve(save.file()), save.send(tutti).body());
    }
    var written = between("The case `", "` in a file");
    Files.writeString(folder.resolve(HOME + "tests/recorded.yaml"), written + "\n");
    var tested = tutti("skill", "test", "ticket_sorter");
    assertThat(tested.code()).as(tested.out()).isZero();
    assertThat(tested.out()).contains("passed  once more", "3 passed, 0 failed, 0 skipped");
  }

  @Test
  void a_replay_on_the_same_revision_is_equal() throws IOException {
    try (var tutti = start();
        var client = tutti.client()) {
      var body = Json.object().put("id", record(tutti));
      var replayed = Json.tree(client.post(SKILL + "/replay", Json.text(body)).answer().body());
      assertThat(replayed.path("equal").asBoolean()).as(replayed.toString()).isTrue();
      for (var member : List.of("same_revision", "prompt_diff")) {
        assertThat(text).contains("`\"%s\": %s`".formatted(member, replayed.path(member)));
      }
    }
  }

  @Test
  void a_replay_on_another_revision_shows_what_differs() throws IOException {
    try (var tutti = start()) {
      var id = record(tutti);
      addQueue();
      reload(tutti);
      var replay = command("/replay").with(id);
      replay.answer().check(replay.request().send(tutti));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- {0: x} | 0",
        "- {input: {0: x}} | input.0",
        "- {model: {0: x}} | model.0",
        "- {expect: {0: x}} | expect.0"
      })
  void every_key_is_on_the_page(String written, String place) throws IOException {
    Files.writeString(folder.resolve(HOME + "tests/basic.yaml"), written + "\n");
    var out = tutti("skill", "test").out();
    var known = Pattern.compile(place + ": unknown \\(expected: one of (.*?)\\)").matcher(out);
    assertThat(known.find()).as(out).isTrue();
    for (var key : known.group(1).split(", ")) {
      assertThat(text).containsPattern("(?m)^\\| `[^|]*\\b" + key + "\\b[^|]*\\|");
    }
  }

  private TestingTutti start() {
    var yaml = "skills: {folder: \"%s\"}".formatted(folder.resolve("skills"));
    return TestingTutti.start(folder.resolve("data"), yaml);
  }

  /** A command of the page, told where the skills are. */
  private TestingCli tutti(String... words) {
    var all = new ArrayList<>(List.of(words));
    if (!all.contains("--folder")) {
      all.addAll(List.of("--folder", "skills"));
    }
    all.set(all.size() - 1, folder.resolve(all.getLast()).toString());
    return TestingCli.run(all.toArray(String[]::new));
  }

  /** The text of the page between two others. */
  private String between(String before, String after) {
    int from = text.indexOf(before) + before.length();
    assertThat(from).as(before).isGreaterThanOrEqualTo(before.length());
    return text.substring(from, text.indexOf(after, from));
  }

  private void breakPrompt() throws IOException {
    var prompt = folder.resolve(HOME + "prompt.md");
    Files.writeString(prompt, Files.readAllLines(prompt).getFirst() + "\n");
  }

  private void addQueue() throws IOException {
    var prompt = folder.resolve(HOME + "prompt.md");
    var more = Files.readString(prompt).replace("billing, other", "billing, delivery, other");
    Files.writeString(prompt, more);
  }

  private static void reload(TestingTutti tutti) throws IOException {
    try (var client = tutti.client()) {
      assertThat(client.post("/admin/skills/reload", "{}").answer().status()).isEqualTo(200);
    }
  }

  /** Makes the recording of the page and gives its id. */
  private String record(TestingTutti tutti) throws IOException {
    var command = command("\"record\"");
    var heard = command.request().send(tutti);
    var id = Json.tree(heard.body()).path("recording").asString("");
    command.with(id).answer().check(heard);
    return id;
  }

  /** The only command of the page that has a text in it. */
  private Shown command(String with) {
    var blocks = page.blocks();
    var found =
        blocks.stream()
            .filter(each -> each.language().equals("sh") && each.text().contains(with))
            .toList();
    assertThat(found).as(with).hasSize(1);
    int next = blocks.indexOf(found.getFirst()) + 1;
    boolean answered = next < blocks.size() && blocks.get(next).follows();
    return new Shown(found.getFirst().text(), answered ? blocks.get(next).text() : "");
  }

  /** A command and the answer that is shown below it, if one is. */
  private record Shown(String script, String below) {
    Shown with(String id) {
      return new Shown(script.replace(ID, id), below.replace(ID, id));
    }

    CurlRequest request() {
      return CurlRequest.of(ShellCommand.parse(script).getFirst());
    }

    ShownAnswer answer() {
      assertThat(below).as(script).isNotEmpty();
      return ShownAnswer.of(below);
    }
  }
}
