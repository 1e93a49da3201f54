package dev.tutti.skill.test;

import dev.tutti.call.AttemptTotals;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.output.OutputForms;
import dev.tutti.provider.Simulation;
import dev.tutti.provider.SimulationSettings;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.api.CaseResult.Status;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.run.ExecutionEnvironment;
import dev.tutti.skill.run.SkillEngine;
import dev.tutti.skill.run.SkillSource;
import dev.tutti.skill.run.SkillTools;
import dev.tutti.skill.test.SkillCase.Answers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One test of one skill. Used once, by one thread. */
final class CaseRun {
  /** The time that prompts are told in tests. */
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final int MOST_RECORDED = 16 << 20;
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final Skill skill;
  private final SkillCase test;
  private final Place place;
  private final Recorder recorder = new Recorder(MOST_RECORDED);
  private final List<String> flaws = new ArrayList<>();
  private AttemptTotals spent = AttemptTotals.NONE;

  /**
   * Environment of a test.
   *
   * @param live models, where some may be asked
   * @param left how long it may take
   * @param candidate model that is asked in the place of all others, but for judges; empty for none
   * @param ids names its calls
   */
  record Place(
      SkillCatalog beside,
      OutputForms forms,
      Loop loop,
      @Nullable ModelCatalog live,
      Duration left,
      String candidate,
      Supplier<String> ids) {
    /** One whose calls nobody records. */
    Place(
        SkillCatalog beside,
        OutputForms forms,
        Loop loop,
        @Nullable ModelCatalog live,
        Duration left) {
      this(beside, forms, loop, live, left, "", () -> "test");
    }
  }

  CaseRun(Skill skill, SkillCase test, Place place) {
    this.skill = skill;
    this.test = test;
    this.place = place;
  }

  CaseResult tooLate() {
    flaws.add("not run, as the tests before it have taken all the time");
    return ended(Status.FAILED, 0);
  }

  CaseResult result() {
    if (test.isLive() && place.live == null) {
      flaws.add("asks models (expected: --live)");
      return ended(Status.SKIPPED, 0);
    }
    long began = place.loop.nanos();
    try {
      run();
    } catch (SkillException e) {
      flaws.addAll(e.problems());
    } catch (RuntimeException e) {
      flaws.add("it fails: " + Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
    return ended(flaws.isEmpty() ? Status.PASSED : Status.FAILED, place.loop.nanos() - began);
  }

  private CaseResult ended(Status status, long nanos) {
    return new CaseResult(
        skill.name(),
        skill.version().getVersion(),
        test.place(),
        test.name(),
        status,
        List.copyOf(flaws),
        Duration.ofNanos(nanos));
  }

  private void run() {
    switch (test.answers()) {
      case Answers.Scripted(List<JsonNode> lines) -> {
        var script = new Script(lines, place.forms);
        var actual = execute(test.input(), ModelCatalog.only(new ScriptedModel(script)));
        script.flaw().ifPresentOrElse(flaws::add, () -> compare(actual));
      }
      case Answers.Recorded(String file) -> {
        var recording = recording(file);
        var replay = new Replay(recording.exchanges(), place.forms);
        compare(
            execute(
                test.input().isEmpty() ? recording.request() : test.input(),
                ModelCatalog.only(new ScriptedModel(replay))));
      }
      case Answers.Simulated _ -> {
        var simulation = Simulation.provider(SimulationSettings.builtIn());
        compare(execute(test.input(), ModelCatalog.only(simulation.asNamed())));
      }
      case Answers.Live _ -> compare(execute(test.input(), asked()));
    }
  }

  private ModelCatalog asked() {
    return place.candidate.isEmpty() ? live() : new CandidateCatalog(live(), place.candidate);
  }

  private ModelCatalog live() {
    if (place.live == null) {
      throw new SkillException("no models are there");
    }
    return place.live;
  }

  private Recording recording(String file) {
    var text = skill.files().text(file).or(() -> skill.files().text("tests/" + file));
    try {
      if (text.isPresent() && Json.tree(text.get()) instanceof ObjectNode json) {
        return Recording.read(json);
      }
    } catch (Fault | IllegalArgumentException | ClassCastException e) {
      throw new SkillException(
          "model.recorded: %s: no recording: %s".formatted(file, e.getMessage()));
    }
    throw new SkillException("model.recorded: %s is not there".formatted(file));
  }

  private Expectation.ActualResult execute(ObjectNode input, ModelCatalog models) {
    var around =
        new ExecutionEnvironment(
            SkillSource.of(place::beside),
            () -> new RecordingCatalog(models, recorder),
            InstantSource.fixed(NOW),
            () -> ZoneOffset.UTC,
            new SkillTools(ScriptedTool.all(test.tools(), skill, place.beside)));
    var engine = SkillEngine.forgetful(around);
    var call = call(input);
    var request = Recording.request(skill.name(), input);
    try {
      var execution = new Execution(skill, call, 1, SkillListener.NOBODY);
      var result = engine.execute(skill, request, execution);
      return new Expectation.ActualResult(result, null, prompts());
    } catch (Fault fault) {
      return new Expectation.ActualResult(null, fault, prompts());
    } finally {
      spent = totals(call);
    }
  }

  /** As the call's loop sees its attempts once it has settled them. */
  private AttemptTotals totals(Call call) {
    var totals = new CompletableFuture<AttemptTotals>();
    place.loop.run(() -> totals.complete(AttemptTotals.of(call.attempts())));
    return totals
        .completeOnTimeout(AttemptTotals.NONE, SETTLING.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** What the skill's attempts have used; judges' are not counted. */
  AttemptTotals spent() {
    return spent;
  }

  private Call call(ObjectNode input) {
    var caller =
        new Caller("", "", input.path("user").asString(""))
            .inSession(input.path("session").asString(""));
    return new Call(place.ids.get(), caller, place.loop, place.left);
  }

  private String prompts() {
    return recorder.exchanges().stream()
        .map(RecordedExchange::prompt)
        .collect(Collectors.joining("\n"));
  }

  private void compare(Expectation.ActualResult actual) {
    flaws.addAll(test.expected().flaws(skill, actual, place.forms));
    var result = actual.result();
    if (flaws.isEmpty() && result != null && test.expected().judged()) {
      judge(result.text());
    }
  }

  private void judge(String answer) {
    var judge = Judge.of(test.expected().rules().path("judge"), skill.settings().model().name());
    var call = new Call(place.ids.get(), Caller.ANONYMOUS, place.loop, place.left);
    var verdict = judge.ask(live(), call, test.input().path("user_message").asString(""), answer);
    if (verdict.score() < judge.least()) {
      flaws.add(
          String.format(
              Locale.ROOT,
              "judge: %.2f (expected: at least %.2f): %s",
              verdict.score(),
              judge.least(),
              verdict.reason()));
    }
  }
}
