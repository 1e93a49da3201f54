package dev.tutti.skill;

import dev.tutti.output.OutputForms;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.Versions;
import dev.tutti.skill.load.SkillFolder;
import dev.tutti.skill.load.SkillFolders;
import dev.tutti.skill.load.SkillLoader;
import dev.tutti.skill.load.TextsDiff;
import dev.tutti.skill.test.SkillCases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** The skills of a folder without a server: loaded once, tested and compared. */
public final class OfflineSkills {
  private final SkillCatalog catalog;
  private final SkillCases tests;

  private OfflineSkills(SkillCatalog catalog, SkillCases tests) {
    this.catalog = catalog;
    this.tests = tests;
  }

  /**
   * Loads every skill of a folder, whether or not it passes its tests.
   *
   * @param model of skills that name none
   */
  public static OfflineSkills load(Path folder, String model) {
    var forms = new OutputForms();
    var loader =
        new SkillLoader(
            folder,
            forms,
            () -> model,
            _ -> true, // no configuration says which there are
            SkillLoader.Trial.NONE,
            SkillLoader.RevisionStore.NOTHING);
    return new OfflineSkills(loader.load(), new SkillCases(forms));
  }

  /** The skills that could be loaded, and why the rest could not. */
  public SkillCatalog catalog() {
    return catalog;
  }

  /**
   * Runs the tests of a skill in all its versions; its problems count as failures.
   *
   * @param name the skill, empty for all skills
   * @param live models for tests that need some; without them those are left out
   * @throws dev.tutti.chat.Fault when there is no such skill
   */
  public List<CaseResult> test(String name, @Nullable ModelCatalog live) {
    var results = new ArrayList<CaseResult>();
    catalog.rejected().forEach((each, why) -> refused(name, each, why, results));
    for (var versions : catalog.skills().values()) {
      if (name.isEmpty() || name.equals(versions.name())) {
        refused(name, versions.name(), versions.problems(), results);
        versions.versions().values().forEach(skill -> run(skill, live, results));
      }
    }
    if (!name.isEmpty() && !catalog.rejected().containsKey(name)) {
      var _ = catalog.skill(name); // one that there is not is told with the nearest names
    }
    return results;
  }

  private static void refused(
      String wanted, String name, List<String> why, List<CaseResult> results) {
    if ((wanted.isEmpty() || wanted.equals(name)) && !why.isEmpty()) {
      results.add(failed(name, "", why));
    }
  }

  private static CaseResult failed(String name, String version, List<String> why) {
    return new CaseResult(name, version, "", "loads", CaseResult.Status.FAILED, why, Duration.ZERO);
  }

  private static CaseResult untested(Skill skill) {
    return new CaseResult(
        skill.name(),
        skill.version().getVersion(),
        "tests/",
        "no tests",
        CaseResult.Status.SKIPPED,
        List.of("nothing is tested (expected: cases in tests/*.yaml)"),
        Duration.ZERO);
  }

  private void run(Skill skill, @Nullable ModelCatalog live, List<CaseResult> results) {
    try {
      var cases = tests.run(skill, catalog, live);
      results.addAll(cases.isEmpty() ? List.of(untested(skill)) : cases);
    } catch (SkillException e) {
      results.add(failed(skill.name(), skill.version().getVersion(), e.problems()));
    }
  }

  /**
   * The difference between the files of two versions of a skill, as {@code diff -u} writes it;
   * empty when they do not.
   *
   * @throws SkillException when there is no such version
   */
  public static String diff(Path folder, String name, String version, String other)
      throws IOException {
    var home =
        SkillFolders.in(folder).orElse(List.of()).stream()
            .filter(each -> each.getFileName().toString().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new SkillException(
                        "%s: no skill is called %s (expected: a skill's folder)"
                            .formatted(folder, name)));
    var skill = SkillFolder.read(home, folder);
    var before = files(folder, skill, version).texts();
    var after = files(folder, skill, other).texts();
    return TextsDiff.unified(version, before, other, after);
  }

  private static SkillFiles files(Path root, SkillFolder skill, String version) throws IOException {
    Semver wanted = Versions.parse(version).orElse(Versions.NONE);
    for (var place : skill.versions()) {
      if (wanted.equals(place.named())) {
        return SkillFiles.read(place.path(), root);
      }
    }
    throw new SkillException(
        "%s: no version is %s (expected: one of %s)"
            .formatted(
                skill.name(),
                version,
                skill.versions().stream().map(SkillFolder.Place::named).toList()));
  }
}
