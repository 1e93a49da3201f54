package dev.tutti.skill.test;

import dev.tutti.call.AttemptTotals;
import dev.tutti.call.Loop;
import dev.tutti.call.RequestIds;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.output.OutputForms;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.test.SkillCase.Answers;
import dev.tutti.wire.Loops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Trials of other models for skills, by those of their tests that ask models: each is run with the
 * skill's own models and with each other one in their place. They cost what such executions cost,
 * so there is one trial at a time, of at most {@value #MOST_MODELS} models and ten minutes.
 * Blocking; thread-safe.
 *
 * @param models of the moment
 * @param ids names its calls
 */
public record SkillTrials(
    OutputForms forms,
    Supplier<ModelCatalog> models,
    Loops loops,
    RequestIds ids,
    Semaphore place) {
  /** Models that are tried beside the usual one, at most. */
  public static final int MOST_MODELS = 5;

  private static final int MOST_CASES = 200;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Trials with the models of a server. */
  public static SkillTrials of(Supplier<ModelCatalog> models, Loops loops, RequestIds ids) {
    return new SkillTrials(new OutputForms(), models, loops, ids, new Semaphore(1));
  }

  /**
   * Tries models.
   *
   * @param beside the skills that it may call
   * @param candidates names of the models
   * @param goesOn whether somebody still waits for it; looked at before each test
   * @throws Fault where no test of the skill asks models, a model is not there, or a trial runs
   */
  public SkillTrial run(
      Skill skill, SkillCatalog beside, List<String> candidates, BooleanSupplier goesOn) {
    var cases = cases(skill);
    var catalog = models.get();
    candidates.forEach(catalog::model);
    if (!place.tryAcquire()) {
      throw Fault.of(FaultCode.OVERLOADED, "trial: another one runs (expected: one at a time)")
          .after(Duration.ofSeconds(10));
    }
    try {
      var run = new TrialRun(skill, cases, beside, catalog, loops.next(), goesOn);
      var usual = run.with("", skill.settings().model().name());
      return new SkillTrial(usual, candidates.stream().map(each -> run.with(each, each)).toList());
    } finally {
      place.release();
    }
  }

  private static List<SkillCase> cases(Skill skill) {
    var cases =
        SkillCase.all(skill.files()).stream()
            .filter(each -> each.answers() instanceof Answers.Live)
            .limit(MOST_CASES)
            .toList();
    if (cases.isEmpty()) {
      throw Fault.invalid(
          "name",
          "no test of %s asks a model (expected: cases without \"model\" in its tests/)"
              .formatted(skill.name()));
    }
    return cases;
  }

  /** One trial, until it has taken all its time. */
  private final class TrialRun {
    private final Skill skill;
    private final List<SkillCase> cases;
    private final SkillCatalog beside;
    private final ModelCatalog catalog;
    private final Loop loop;
    private final BooleanSupplier goesOn;
    private final long end;

    TrialRun(
        Skill skill,
        List<SkillCase> cases,
        SkillCatalog beside,
        ModelCatalog catalog,
        Loop loop,
        BooleanSupplier goesOn) {
      this.skill = skill;
      this.cases = cases;
      this.beside = beside;
      this.catalog = catalog;
      this.loop = loop;
      this.goesOn = goesOn;
      this.end = loop.nanos() + LONGEST.toNanos();
    }

    /**
     * @param candidate empty for the skill's own models
     * @param name of the model
     */
    ModelTrial with(String candidate, String name) {
      var results = new ArrayList<CaseResult>();
      var spent = AttemptTotals.NONE;
      for (var each : cases) {
        if (!goesOn.getAsBoolean()) {
          throw Fault.of(FaultCode.CANCELLED, "the caller left");
        }
        var left = Duration.ofNanos(end - loop.nanos());
        var place = new CaseRun.Place(beside, forms, loop, catalog, left, candidate, ids::next);
        var run = new CaseRun(skill, each, place);
        results.add(left.isPositive() ? run.result() : run.tooLate());
        spent = spent.plus(run.spent());
      }
      return new ModelTrial(name, results, spent);
    }
  }
}
