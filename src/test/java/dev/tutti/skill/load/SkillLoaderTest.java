package dev.tutti.skill.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.output.OutputForms;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.test.SkillCases;
import dev.tutti.testing.KnownFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people leave them: what is good goes on being served, and what is wrong is told. */
class SkillLoaderTest {
  @TempDir private Path outside;
  private Path root = Path.of("");
  private SkillLoader loader = loader(root);

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(outside.resolve("skills"));
    loader = loader(root);
  }

  private static SkillLoader loader(Path root) {
    var forms = new OutputForms();
    var trial = new SkillCases(forms);
    return new SkillLoader(
        root, forms, () -> "sim", _ -> true, trial::problems, SkillLoader.RevisionStore.NOTHING);
  }

  private void write(String path, String text) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void skill(String place, String settings) throws IOException {
    write(place + "/skill.yaml", "llm: {model: sim}\n" + settings);
    write(place + "/prompt.md", "You are " + place + ".");
  }

  private List<String> problems(String name) {
    return loader.load().skill(name).problems();
  }

  /** Why nothing of a skill is served. */
  private String refusal(String name) {
    return loader.load().rejected().getOrDefault(name, List.of("is served")).getFirst();
  }

  @Test
  void an_edit_that_needs_what_is_not_there_keeps_the_last_good_one() throws IOException {
    skill("a/v1.0.0", "");
    skill("b/v1.0.0", "dependencies: [{name: a}]");
    var before = loader.load();
    for (var edit :
        List.of(
            "dependencies: [{name: nobody}]",
            "tools: [\"skill:nobody\"]",
            "dependencies: [{name: a}]",
            "dependencies: [{name: b}]",
            "dependencies: [{name: b, version: \"^9\"}]")) {
      skill("a/v1.0.0", edit);
      var now = loader.load();
      assertThat(now.skill("a").newest()).as(edit).isSameAs(before.skill("a").newest());
      assertThat(now.skill("a").problems()).as(edit).isNotEmpty();
      assertThat(now.skill("a").problems().getFirst()).startsWith("a 1.0.0: skill.yaml: ");
      assertThat(now.skill("b").newest()).as(edit).isSameAs(before.skill("b").newest());
      assertThat(now.skill("b").problems()).as(edit).isEmpty();
    }
    skill("a/v1.0.0", "description: better");
    assertThat(problems("a")).isEmpty();
    assertThat(loader.load().skill("a").newest().settings().description()).isEqualTo("better");
  }

  @Test
  @KnownFault("SECURITY-F23")
  void a_tool_that_is_not_there_keeps_the_last_good_one_until_it_comes() throws IOException {
    var there = new HashSet<String>();
    var forms = new OutputForms();
    loader =
        new SkillLoader(
            root,
            forms,
            () -> "sim",
            tool -> there.contains(tool.toString()),
            SkillLoader.Trial.NONE,
            SkillLoader.RevisionStore.NOTHING);
    skill("a/v1.0.0", "");
    skill("b/v1.0.0", "tools: [\"fn:clock\"]");
    var before = loader.load();
    assertThat(before.rejected().getOrDefault("b", List.of()).toString())
        .contains("tools: fn:clock is not there");
    skill("a/v1.0.0", "tools: [\"http:lookup\"]");
    assertThat(loader.load().skill("a").newest()).isSameAs(before.skill("a").newest());
    there.add("http:lookup");
    there.add("fn:clock");
    assertThat(loader.load().skill("a").newest()).isNotSameAs(before.skill("a").newest());
    assertThat(loader.load().rejected()).isEmpty();
  }

  @Test
  void ranges_that_are_none_are_told_and_nothing_else_suffers() throws IOException {
    skill("a/v1.0.0", "tools: [\"skill:b@^9999999999\"]");
    skill("b/v1.0.0", "");
    var now = loader.load();
    assertThat(now.skills()).containsOnlyKeys("b");
    assertThat(refusal("a")).contains("skill.yaml:2:").contains("tools");
  }

  /** As Kubernetes mounts a ConfigMap: all files change at once, behind one link. */
  @Test
  void a_folder_that_is_replaced_behind_a_link_is_seen() throws IOException {
    skill("a/..first/v1.0.0", "description: first");
    skill("a/..second/v1.0.0", "description: second");
    var data = root.resolve("a/..data");
    Files.createSymbolicLink(data, Path.of("..first"));
    Files.createSymbolicLink(root.resolve("a/v1.0.0"), Path.of("..data/v1.0.0"));
    var before = FolderPrint.of(root);
    assertThat(description("a")).isEqualTo("first");
    var next = Files.createSymbolicLink(root.resolve("a/..next"), Path.of("..second"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(FolderPrint.of(root)).isNotEqualTo(before);
    assertThat(description("a")).isEqualTo("second");
  }

  private String description(String name) {
    return loader.load().skill(name).newest().settings().description();
  }

  @Test
  void a_print_is_taken_of_what_can_be_seen() throws IOException {
    skill("a/v1.0.0", "");
    Files.createSymbolicLink(root.resolve("a/self"), root.resolve("a"));
    write("a/" + "d/".repeat(20) + "deep.txt", "deep");
    var before = FolderPrint.of(root);
    skill("b/v1.0.0", "");
    assertThat(FolderPrint.of(root)).isNotEqualTo(before).isEqualTo(FolderPrint.of(root));
  }

  @Test
  @KnownFault("SKILLS-18")
  void names_and_forms_that_are_nearly_right_are_told() throws IOException {
    write("small/skill.md", "Hi.");
    write("short/skill.yml", "llm: {model: sim}");
    write("wide/SKILL.md", "");
    Files.write(root.resolve("wide/SKILL.md"), "Hi.".getBytes(StandardCharsets.UTF_16));
    skill("broad", "");
    Files.write(root.resolve("broad/prompt.md"), "Hi.".getBytes(StandardCharsets.UTF_16LE));
    skill("day", "version: 2024-01-01");
    assertThat(refusal("small")).contains("skill.md (expected: the name SKILL.md)");
    assertThat(refusal("short")).contains("skill.yml (expected: the name skill.yaml)");
    assertThat(refusal("wide")).contains("SKILL.md: not a text in UTF-8");
    assertThat(refusal("broad")).contains("prompt.md: not a text in UTF-8");
    assertThat(refusal("day")).contains("2024-01-01", "a version such as 1.1.0");
  }

  @Test
  @KnownFault("SKILLS-18")
  void what_cannot_be_read_is_told_without_names_of_classes() throws IOException {
    for (int i = 0; i < 2_001; i++) {
      write("many/f/" + i, "x");
    }
    skill("many", "");
    assertThat(refusal("many")).contains("more than 2000 files").doesNotContain("Exception");
  }

  @Test
  @KnownFault("SECURITY-F12")
  void front_matter_is_read_in_linear_time() {
    var text = "---\n" + "\n".repeat(900_000) + "-- -";
    assertThat(AgentSkill.read(text).members()).isEmpty();
    assertThat(AgentSkill.read("---\r\nname: a\r\n--- \r\nBody").name()).isEqualTo("a");
    assertThat(AgentSkill.read("---\nname: a\n---").body()).isEmpty();
    assertThat(AgentSkill.read("No front\n---\nname: a\n---\n").name()).isEmpty();
  }

  /** Together they would be good; one of them fails its tests, and both stay as they were. */
  @Test
  void two_that_are_edited_together_fall_back_together() throws IOException {
    skill("a/v1.0.0", "dependencies: [{name: b, version: ^1}]");
    skill("b/v1.0.0", "");
    var before = loader.load();
    skill("a/v1.0.0", "dependencies: [{name: b, version: ^2}]");
    skill("b/v2.0.0", "");
    write("b/v2.0.0/tests/a.yaml", "- {model: {says: x}, expect: {contains: y}}");
    for (int i = 0; i < 2; i++) {
      var now = loader.load();
      assertThat(now.skill("a").newest()).isSameAs(before.skill("a").newest());
      assertThat(now.skill("a").problems().toString()).contains("needs b ^2");
      assertThat(now.skill("b").newest()).isSameAs(before.skill("b").newest());
    }
    write("b/v2.0.0/tests/a.yaml", "- {model: {says: x}, expect: {contains: x}}");
    var good = loader.load();
    assertThat(good.skill("a").problems()).isEmpty();
    assertThat(good.skill("b").newest().version()).hasToString("2.0.0");
  }

  @Test
  void latest_that_leads_nowhere_is_told() throws IOException {
    skill("a/v1.0.0", "");
    skill("a/v1.1.0", "");
    write("a/latest", "v1.0.0\n");
    assertThat(loader.load().skill("a").newest().version()).hasToString("1.0.0");
    write("a/latest", "v1.0.O\n");
    assertThat(problems("a").getFirst()).contains("latest: \"v1.0.O\"");
    assertThat(loader.load().skill("a").newest().version()).hasToString("1.0.0");
    write("a/latest", "v9.9.9\n");
    assertThat(problems("a").getFirst()).contains("latest: 9.9.9 is not there");
    Files.delete(root.resolve("a/latest"));
    Files.createSymbolicLink(root.resolve("a/latest"), Path.of("v8.0.0"));
    assertThat(problems("a").getFirst()).contains("latest: 8.0.0 is not there");
  }

  @Test
  void a_release_of_what_is_not_there_is_told() throws IOException {
    skill("a/v1.0.0", "");
    write(
        "a/release.yaml",
        """
        labels: {production: 9.9.9}
        split: {arms: {5.0.0: 0}}
        canary: {baseline: 3.0.0}
        """);
    assertThat(problems("a"))
        .containsExactly(
            "a/release.yaml: labels.production: 9.9.9 is not there",
            "a/release.yaml: split.arms: 5.0.0 is not there",
            "a/release.yaml: canary.baseline: 3.0.0 is not there",
            "a/release.yaml: split.arms: no weight above 0 (expected: one at least)");
  }

  @Test
  void the_former_key_of_the_canary_analysis_is_read_for_now() throws IOException {
    skill("a/v1.0.0", "");
    write("a/release.yaml", "guard: {baseline: 1.0.0}\n");
    var skill = loader.load().skill("a");
    assertThat(skill.release().canary().baseline()).hasToString("1.0.0");
    assertThat(skill.problems()).isEmpty();
    assertThat(SkillFolder.read(root.resolve("a"), root).notices().getFirst())
        .endsWith("release.yaml:1:1: guard: is the former name of canary (expected: canary)");
    write("a/release.yaml", "{guard: {baseline: 1.0.0}, canary: {baseline: 1.0.0}}\n");
    assertThat(problems("a").getFirst()).contains("guard: is the former name of canary, which is");
  }

  @Test
  void folders_that_are_passed_over_are_told() throws IOException {
    skill("a/v1.0.0", "");
    skill("a/v1.0", "");
    skill("a/vfoo", "");
    skill("with space", "");
    skill("b", "");
    skill("b/v1.0.0", "");
    var now = loader.load();
    assertThat(now.skill("a").problems())
        .anyMatch(each -> each.contains("the same version as"))
        .anyMatch(each -> each.contains("vfoo: is passed over"));
    assertThat(now.skill("b").problems().getFirst()).contains("v1.0.0: is passed over");
    assertThat(refusal("with space")).contains("no skill's name");
  }

  @Test
  void mistakes_are_told_with_file_and_line() throws IOException {
    var wrong =
        Map.of(
            "schemas/in.json", "v1.0.0/schemas/in.json:2:",
            "skill.yaml", "v1.0.0/skill.yaml:2:",
            "prompt.md", "v1.0.0/prompt.md:1:",
            "tests/a.yaml", "tests/a.yaml:2:");
    for (var each : wrong.entrySet()) {
      skill("a/v1.0.0", "input: {schema: schemas/in.json}");
      write("a/v1.0.0/schemas/in.json", "{\"type\": \"object\"}");
      write("a/v1.0.0/tests/a.yaml", "- {name: a, model: {says: x}}\n");
      assertThat(problems("a")).as("good before " + each.getKey()).isEmpty();
      write(
          "a/v1.0.0/" + each.getKey(), each.getKey().endsWith("md") ? "x {{ y" : "{\"a\": [\n: }");
      var problems = problems("a");
      assertThat(problems).as(each.getKey()).isNotEmpty();
      assertThat(problems.getFirst()).contains(each.getValue());
      assertThat(problems.toString()).doesNotContain("prompt.md: is missing");
    }
  }

  @Test
  void tests_that_say_nonsense_are_told() throws IOException {
    skill("a/v1.0.0", "");
    write(
        "a/v1.0.0/tests/a.yaml",
        """
        - name: nonsense
          input: {user_message: 5, context: [1], history: x, follow_up: perhaps}
          model: {says: x}
          expect: {schema: 5, json: /b, matches: [a], judge: {criteria: good, min_score: high}}
        - {name: pattern, model: {says: x}, expect: {matches: "a("}}
        """);
    assertThat(loader.load().rejected().getOrDefault("a", List.of()))
        .extracting(each -> each.substring(each.indexOf("\": ") + 3))
        .containsExactly(
            "input.user_message: 5 (expected: a text)",
            "input.context: [1] (expected: the inputs by their names)",
            "input.history: \"x\" (expected: messages)",
            "input.follow_up: perhaps (expected: auto, yes or no)",
            "schema: 5 (expected: true, or a file of the skill)",
            "json: \"/b\" (expected: {/pointer: value})",
            "matches: [\"a\"] (expected: a regular expression)",
            "judge: min_score: \"high\" (expected: 0 to 1)",
            "matches: Unclosed group near index 2");
  }

  @Test
  void what_cannot_work_is_refused() throws IOException {
    skill("a/v1.0.0", "output: {on_invalid: fallback}");
    assertThat(refusal("a")).contains("expected: a text in fallback.md");
    skill("a/v1.0.0", "");
    write("a/v1.0.0/prompt.md", " \n");
    assertThat(refusal("a")).contains("prompt.md: is empty");
    Files.write(root.resolve("a/v1.0.0/prompt.md"), "Grüße".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal("a")).contains("prompt.md: not a text in UTF-8");
    Files.write(
        root.resolve("a/v1.0.0/prompt.md"), "\uFEFFHello.".getBytes(StandardCharsets.UTF_8));
    assertThat(loader.load().skill("a").newest().prompt()).isNotNull();
    write("b/SKILL.md", "---\nname: b\ndescription: " + "[".repeat(5_000) + "\n---\nText");
    assertThat(refusal("b")).containsAnyOf("too deep", "is served");
  }
}
