package dev.tutti.skill.edit;

import dev.tutti.output.OutputForms;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.load.SkillCompiler;
import dev.tutti.skill.test.SkillCases;
import java.util.List;
import java.util.function.Supplier;

/** Checks of drafts: compiled and tested as a folder's versions are. Blocks; thread-safe. */
public final class DraftChecks {
  private final OutputForms forms;
  private final Supplier<String> model;
  private final SkillCases cases;

  /**
   * @param model the model of skills that name none
   */
  public DraftChecks(OutputForms forms, Supplier<String> model) {
    this.forms = forms;
    this.model = model;
    this.cases = new SkillCases(forms);
  }

  /**
   * Checks a draft.
   *
   * @param beside skills that it may call
   */
  public DraftCheck check(SkillDraft draft, SkillCatalog beside) {
    try {
      var skill =
          SkillCompiler.compile(
              draft.skill(),
              draft.version(),
              draft.skill() + '/' + draft.folder(),
              draft.read(),
              forms,
              model.get());
      var tests = cases.run(skill, beside, null);
      var failed =
          tests.stream()
              .filter(each -> each.status() == CaseResult.Status.FAILED)
              .flatMap(each -> each.messages().stream())
              .toList();
      return new DraftCheck(failed, skill, tests);
    } catch (SkillException e) {
      return new DraftCheck(e.problems(), null, List.of());
    }
  }
}
