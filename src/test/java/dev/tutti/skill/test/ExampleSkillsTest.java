package dev.tutti.skill.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.skill.OfflineSkills;
import dev.tutti.skill.api.CaseResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The skills that Tutti is shipped with pass their own tests. */
class ExampleSkillsTest {
  private final OfflineSkills skills = OfflineSkills.load(Path.of("examples", "skills"), "sim");

  @Test
  void all_of_them_load() {
    assertThat(skills.catalog().rejected()).isEmpty();
    assertThat(skills.catalog().skills().keySet())
        .containsExactly(
            "appointment_helper",
            "code_reviewer",
            "knowledge_base",
            "meeting-minutes",
            "symptom_recorder",
            "translator");
    assertThat(skills.catalog().skills().values())
        .allSatisfy(each -> assertThat(each.problems()).isEmpty());
    assertThat(skills.catalog().skill("symptom_recorder").versions()).hasSize(2);
  }

  @Test
  void each_version_has_tests_and_passes_them() {
    for (var versions : skills.catalog().skills().values()) {
      for (var skill : versions.versions().values()) {
        assertThat(SkillCase.all(skill.files())).as(skill.revision()).isNotEmpty();
      }
    }
    assertThat(skills.test("", null))
        .filteredOn(each -> each.status() == CaseResult.Status.FAILED)
        .flatExtracting(CaseResult::messages)
        .isEmpty();
  }
}
