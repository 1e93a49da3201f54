package dev.tutti.skill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.output.OutputForms;
import dev.tutti.skill.load.FolderPrint;
import dev.tutti.skill.load.SkillLoader;
import dev.tutti.testing.KnownFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links lead around within the folder of skills, and not out of it. */
class SkillLinksTest {
  @TempDir private Path outside;
  private Path root = Path.of("");
  private SkillLoader loader = loader(root);

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(outside.resolve("skills"));
    loader = loader(root);
  }

  private static SkillLoader loader(Path root) {
    return new SkillLoader(
        root,
        new OutputForms(),
        () -> "sim",
        _ -> true,
        SkillLoader.Trial.NONE,
        SkillLoader.RevisionStore.NOTHING);
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

  private String refusal(String name) {
    return loader.load().rejected().getOrDefault(name, List.of("is served")).getFirst();
  }

  @Test
  void links_lead_around_within_the_skills_and_not_out_of_them() throws IOException {
    skill("a/v1.0.0", "");
    skill("b/v1.0.0", "");
    write("shared/note.md", "Shared.");
    Files.createSymbolicLink(root.resolve("a/v1.0.0/partials"), root.resolve("shared"));
    Files.createSymbolicLink(root.resolve("b/v1.0.0/round"), root.resolve("b"));
    var good = loader.load();
    assertThat(good.skill("a").newest().files().text("partials/note.md")).contains("Shared.");
    assertThat(good.skills()).containsKeys("a", "b");
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(root.resolve("b/v1.0.0/link.txt"), outside.resolve("secret.txt"));
    assertThat(problems("b").getFirst()).contains("link.txt: leads out of the skills");
    assertThat(loader.load().skill("b").newest()).isSameAs(good.skill("b").newest());
    assertThat(problems("a")).isEmpty();
  }

  @Test
  void a_link_to_everything_is_not_walked() throws IOException {
    skill("a/v1.0.0", "");
    Files.createSymbolicLink(root.resolve("a/out"), Path.of("/"));
    Files.createSymbolicLink(root.resolve("a/v1.0.0/out"), Path.of("/"));
    var before = FolderPrint.of(root);
    assertThat(refusal("a")).contains("out/: leads out of the skills");
    skill("b/v1.0.0", "");
    assertThat(FolderPrint.of(root)).isNotEqualTo(before);
    assertThat(loader.load().skills()).containsKey("b");
  }

  /** Skill folders, version folders and files, by absolute, relative and chained links. */
  @Test
  @KnownFault("SECURITY-F23")
  void links_out_of_the_skills_are_refused_wherever_they_are() throws IOException {
    var elsewhere = Files.createDirectories(outside.resolve("elsewhere/v1.0.0"));
    Files.writeString(elsewhere.resolve("skill.yaml"), "llm: {model: sim}");
    Files.writeString(elsewhere.resolve("prompt.md"), "One.");
    Files.createSymbolicLink(root.resolve("absolute"), outside.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("relative"), Path.of("../elsewhere"));
    Files.createSymbolicLink(outside.resolve("step"), outside.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("chained"), outside.resolve("step"));
    Files.createSymbolicLink(root.resolve("ofalink"), Path.of("chained"));
    Files.createDirectories(root.resolve("version"));
    Files.createSymbolicLink(root.resolve("version/v1.0.0"), Path.of("../../elsewhere/v1.0.0"));
    Files.createDirectories(root.resolve("plain"));
    Files.createSymbolicLink(root.resolve("plain/skill.yaml"), elsewhere.resolve("skill.yaml"));
    Files.createSymbolicLink(root.resolve("plain/prompt.md"), elsewhere.resolve("prompt.md"));
    var now = loader.load();
    assertThat(now.skills()).isEmpty();
    for (var name : List.of("absolute", "relative", "chained", "ofalink", "version", "plain")) {
      assertThat(now.rejected().getOrDefault(name, List.of()).toString())
          .as(name)
          .contains("leads out of the skills");
    }
  }

  @Test
  @KnownFault("SECURITY-F23")
  void what_a_pointer_or_a_release_outside_says_is_shown_to_nobody() throws IOException {
    Files.writeString(outside.resolve("secret"), "labels: {secretword: 1.0.0}");
    for (var name : List.of("latest", "release.yaml")) {
      skill("a/v1.0.0", "");
      Files.createSymbolicLink(root.resolve("a/" + name), outside.resolve("secret"));
      var refused = loader(root).load().rejected().getOrDefault("a", List.of()).toString();
      assertThat(refused).contains("leads out of the skills").doesNotContain("secretword");
      Files.delete(root.resolve("a/" + name));
    }
  }

  @Test
  @KnownFault("SECURITY-F23")
  void links_within_the_skills_are_followed() throws IOException {
    skill("a/v1.0.0", "");
    Files.createSymbolicLink(root.resolve("same"), Path.of("a"));
    Files.createSymbolicLink(root.resolve("a/v1.1.0"), root.resolve("a/v1.0.0"));
    Files.createSymbolicLink(root.resolve("chain"), Path.of("same"));
    var now = loader.load();
    assertThat(now.skills()).containsOnlyKeys("a", "chain", "same");
    assertThat(now.skill("chain").versions()).hasSize(2);
    var linked = Files.createSymbolicLink(outside.resolve("linked"), root);
    assertThat(loader(linked).load().skills()).as("by a link to all").containsKey("a");
  }
}
