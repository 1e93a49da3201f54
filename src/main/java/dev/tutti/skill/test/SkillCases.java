package dev.tutti.skill.test;

import dev.tutti.output.OutputForms;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runner of the tests that skills bring along, with what they say that models say: no network, and
 * the same result every time. At most 200 tests of a skill, 5 s in all. Thread-safe.
 */
public final class SkillCases {
  private static final int MOST = 200;
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final Duration LIVE_TIME = Duration.ofMinutes(10);

  private final OutputForms forms;
  private final Duration time;

  public SkillCases(OutputForms forms) {
    this(forms, TIME);
  }

  public SkillCases(OutputForms forms, Duration time) {
    this.forms = forms;
    this.time = time;
  }

  /** The reasons why a skill should not be served, if there is a reason among its tests. */
  public List<String> problems(Skill skill, SkillCatalog beside) {
    try {
      return run(skill, beside, null).stream()
          .filter(each -> each.status() == CaseResult.Status.FAILED)
          .flatMap(each -> each.messages().stream())
          .toList();
    } catch (SkillException e) {
      return e.problems();
    }
  }

  /**
   * Runs all tests of a skill.
   *
   * @param beside the skills that it may call
   * @param live models for tests that need some; without them those are left out
   * @throws SkillException when its tests cannot be read
   */
  public List<CaseResult> run(Skill skill, SkillCatalog beside, @Nullable ModelCatalog live) {
    var cases = SkillCase.all(skill.files());
    if (cases.isEmpty()) {
      return List.of();
    }
    if (cases.size() > MOST) {
      throw new SkillException(
          "tests: %d cases (expected: at most %d)".formatted(cases.size(), MOST));
    }
    var results = new ArrayList<CaseResult>();
    try (var loop = new ThreadLoop()) {
      long end = loop.nanos() + (live == null ? time : LIVE_TIME).toNanos();
      for (var each : cases) {
        var left = Duration.ofNanos(end - loop.nanos());
        var run = new CaseRun(skill, each, new CaseRun.Place(beside, forms, loop, live, left));
        results.add(left.isPositive() ? run.result() : run.tooLate());
      }
    }
    return results;
  }
}
