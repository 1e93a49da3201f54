package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingAdmin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Every way in which each of its members can fail, in every kind of run, answered whole or as a
 * stream: there is one answer, the rest goes on or the failure is named, time and money stay within
 * their limits, and whatever was held is given back.
 */
class CooperationFaultMatrixTest {
  /** Seconds of runs whose broken member waits, and of all others. */
  private static final double SHORT = 5;

  private static final double LONG = 30;

  private static final double MOST_DOLLARS = .5;

  /** A loaded machine takes its time to notice a deadline. */
  private static final double LATE = 3;

  /** A busy machine may have no time for the last stage of a run; a design has none every time. */
  private static final int TRIES = 3;

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          prices:
            - {provider: up, model: dear, as_of: 2026-01-01, input: 100000, output: 100000}
            - {provider: up, model: a, as_of: 2026-01-01, input: 1, output: 1}
            - {provider: up, model: b, as_of: 2026-01-01, input: 1, output: 1}
            - {provider: up, model: c, as_of: 2026-01-01, input: 1, output: 1}
            - {provider: up, model: turns, as_of: 2026-01-01, input: 1, output: 1}
            - {provider: up, model: other, as_of: 2026-01-01, input: 1, output: 1}
            - {provider: up, model: judge, as_of: 2026-01-01, input: 1, output: 1}
            - {provider: up, model: fails, as_of: 2026-01-01, input: 1, output: 1}
          """);

  private final ModelScripts scripts = new ModelScripts();

  /** A broken member, by the name of its model, and the code of its failure. */
  enum Broken {
    FAILS(turn -> turn.json(500, "{\"error\":{\"message\":\"out of order\"}}"), "upstream_error"),
    STALLS(turn -> turn.stall(), "deadline_exceeded"),
    CUTS(turn -> turn.head(200, "content-length: 900").write("{\"id\":").close(), "truncated"),
    GARBLES(turn -> turn.json(200, "<html>no</html>"), "upstream_error"),
    SLOW(turn -> turn.stream().event(Chat.role()).stall(), "deadline_exceeded"),
    DEAR(Chat.answers("Answer: 4"), "budget_exceeded"),
    /** It says what is no answer, which is no failure. */
    BABBLES(ModelScripts.saying(_ -> "Bananas are mostly yellow."), "");

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Script script;

    private final String code;

    Broken(Script script, String code) {
      this.script = script;
      this.code = code;
    }

    String model() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A kind of run: its members where nobody is broken, and those without whom it cannot go on. */
  enum Kind {
    VOTING("parallel", "\"models\":[\"up/0\",\"up/1\",\"up/2\"]", "a,b,c"),
    JUDGE(
        "parallel",
        "\"models\":[\"up/0\",\"up/1\"],\"integration_strategy\":\"judge\",\"judge\":\"up/2\"",
        "a,b,judge"),
    SYNTHESIS(
        "parallel",
        "\"models\":[\"up/0\",\"up/1\"],\"integration_strategy\":\"synthesis\",\"judge\":\"up/2\"",
        "a,b,c"),
    DEBATE("debate", "\"models\":[\"up/0\",\"up/1\",\"up/2\"],\"rounds\":2", "a,b,turns"),
    MIXTURE("mixture", "\"models\":[\"up/0\",\"up/1\"],\"judge\":\"up/2\"", "a,b,c"),
    CASCADE("cascade", "\"models\":[\"up/0\",\"up/1\"],\"escalate_to\":\"up/2\"", "a,b,c"),
    ESCALATION(
        "cascade", "\"models\":[\"up/0\",\"up/1\"],\"escalate_to\":\"up/2\"", "a,other,c", 2),
    SEQUENTIAL("sequential", "\"models\":[\"up/0\",\"up/1\",\"up/2\"]", "a,b,c"),
    CRITIQUE(
        "sequential",
        "\"models\":[\"up/0\",\"up/1\"],\"integration_strategy\":\"critique_and_revise\"",
        "a,b",
        0),
    PIPELINE(
        "pipeline",
        "\"pipeline_config\":[{\"step\":\"s0\",\"model\":\"up/0\",\"task\":\"t\"},"
            + "{\"step\":\"s1\",\"model\":\"up/1\",\"task\":\"t\"},"
            + "{\"step\":\"s2\",\"model\":\"up/2\",\"task\":\"{{ s0 }} {{ s1 }}\"}]",
        "a,b,c",
        0,
        1,
        2);

    private final String path;
    private final String form;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> members;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Integer> vital;

    Kind(String path, String form, String members, Integer... vital) {
      this.path = path;
      this.form = form;
      this.members = List.of(members.split(","));
      this.vital = Set.of(vital);
    }
  }

  /** A run in which the member at a place is broken. */
  record BrokenRun(Kind kind, int place, Broken broken, boolean streamed) {
    String body() {
      var form = kind.form;
      for (int i = 0; i < kind.members.size(); i++) {
        form = form.replace("up/" + i, "up/" + (i == place ? broken.model() : kind.members.get(i)));
      }
      return "{\"query\":\"What is 2+2?\",\"deadline\":%s,\"max_cost_usd\":%s,\"stream\":%s,%s}"
          .formatted(deadline(), MOST_DOLLARS, streamed, form);
    }

    double deadline() {
      return waits() ? SHORT : LONG;
    }

    boolean waits() {
      return broken == Broken.STALLS || broken == Broken.SLOW;
    }

    boolean goesOn() {
      return broken.code.isEmpty() || !kind.vital.contains(place);
    }

    /** Whether the broken member has to be asked: a strong one is not where the others agree. */
    boolean isAsked() {
      return kind != Kind.CASCADE || place < 2;
    }
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.forget();
    for (var name : List.of("a", "b", "c")) {
      scripts.says(name, "Answer: 4");
    }
    scripts.says(
        "turns",
        request -> ModelScripts.prompt(request).contains("[1]") ? "Answer: 4" : "Answer: 5");
    scripts.says("other", "Answer: 5").says("judge", "{\"choice\": 1, \"reason\": \"right\"}");
    for (var each : Broken.values()) {
      scripts.on(each.model(), each.script);
    }
  }

  @AfterEach
  void forget() {
    rig.upstream().forget();
  }

  private static List<BrokenRun> matrix() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                IntStream.range(0, kind.members.size())
                    .boxed()
                    .flatMap(
                        place ->
                            Arrays.stream(Broken.values())
                                .map(
                                    broken ->
                                        new BrokenRun(
                                            kind, place, broken, isStreamed(place, broken)))))
        .toList();
  }

  /** Whether a run is asked as a stream: every other one. */
  private static boolean isStreamed(int place, Broken broken) {
    return (place + broken.name().length()) % 2 == 0;
  }

  @Test
  void each_broken_member_is_named_and_the_rest_goes_on_within_the_limits() throws Exception {
    assertThat(matrix()).hasSizeGreaterThan(180);
    assertThat(flaws(16, matrix().stream().filter(each -> !each.waits()).toList())).isEmpty();
    var late = flaws(64, matrix().stream().filter(BrokenRun::waits).toList());
    for (int i = 1; i < TRIES && !late.isEmpty(); i++) {
      late = flaws(16, List.copyOf(late.keySet()));
    }
    assertThat(late).isEmpty();
    rig.tutti().awaitQuiet(rig.upstream());
  }

  /** Runs that have flaws, each with all of its. */
  private static Map<BrokenRun, List<String>> flaws(int atOnce, List<BrokenRun> runs)
      throws Exception {
    try (var caller = new TestingAdmin(rig.tutti().url(), "");
        var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      var all = new ArrayList<Callable<List<String>>>();
      runs.forEach(each -> all.add(() -> flaws(caller, each)));
      var flaws = new LinkedHashMap<BrokenRun, List<String>>();
      var found = threads.invokeAll(all);
      for (int i = 0; i < runs.size(); i++) {
        flaws.put(runs.get(i), found.get(i).get());
      }
      flaws.values().removeIf(List::isEmpty);
      return flaws;
    }
  }

  /** What is not as it should be. */
  private static List<String> flaws(TestingAdmin caller, BrokenRun run) {
    var response = caller.post("/v1/cooperation/" + run.kind.path, run.body());
    var flaws = new ArrayList<String>();
    var ends = run.streamed ? ends(response.text()) : List.of(response.text());
    require(flaws, ends.size() == 1, "%d answers".formatted(ends.size()));
    var answer = Json.tree(ends.isEmpty() ? "{}" : ends.getFirst());
    if (run.goesOn()) {
      require(flaws, response.status() == 200, "status " + response.status());
      require(flaws, !answer.path("final_result").asString("").isEmpty(), "no result");
      require(flaws, run.broken.code.isEmpty() || !run.isAsked() || isNamed(answer, run), "code");
      require(flaws, answer.path("total_time").asDouble() <= run.deadline() + LATE, "late");
      require(flaws, answer.path("cost_usd").asDouble(0) <= MOST_DOLLARS, "too dear");
    } else {
      require(flaws, run.streamed || List.of(402, 502, 504).contains(response.status()), "status");
      require(flaws, answer.at("/error/code").asString("").equals(run.broken.code), "code");
    }
    var text = response.text();
    var shown = text.substring(Math.max(0, text.length() - 600));
    return flaws.stream().map(each -> run + ": " + each + ": " + shown).toList();
  }

  private static void require(List<String> flaws, boolean holds, String flaw) {
    if (!holds) {
      flaws.add(flaw);
    }
  }

  /** Data of the events that end a stream. */
  private static List<String> ends(String stream) {
    return Arrays.stream(stream.split("\n\n"))
        .filter(each -> each.startsWith("event: result\n") || each.startsWith("event: error\n"))
        .map(each -> each.substring(each.indexOf("data: ") + 6))
        .toList();
  }

  private static boolean isNamed(JsonNode answer, BrokenRun run) {
    return Stream.of("/failures", "/usage/breakdown")
        .flatMap(each -> answer.at(each).valueStream())
        .anyMatch(
            each ->
                each.path("model").asString().equals("up/" + run.broken.model())
                    && each.path("code").asString("").equals(run.broken.code));
  }
}
