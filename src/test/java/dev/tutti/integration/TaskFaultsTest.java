package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.RefusingPort;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Thousands of tasks, chats and skills, whose upstreams fail one request in five, in eleven ways,
 * of which one cuts streams: tasks recover without a hand, and the report of errors tells what was
 * injected. Calls do not try again by themselves, so that each failure is a task's. {@code
 * -Dtasks.seed=N} repeats a run, {@code -Dtasks.count=N} has another size.
 */
class TaskFaultsTest {
  private static final int TASKS = Integer.getInteger("tasks.count", 2_000);
  private static final double SHARE = 0.18;
  private static final List<String> UNDER_WAY = List.of("pending", "running", "retrying");

  @TempDir private Path folder;
  private final Map<InjectedFault, AtomicInteger> injected = new EnumMap<>(InjectedFault.class);
  private final long seed = Long.getLong("tasks.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicInteger asked = new AtomicInteger();

  /** Fault of an upstream. */
  private enum InjectedFault {
    BROKEN("upstream_error"),
    UNAVAILABLE("overloaded"),
    LIMITED("rate_limited"),
    LIMITED_FOR_A_SECOND("rate_limited"),
    OVERLOADED("overloaded"),
    SILENT("timeout"),
    CUT("truncated"),
    STREAM_CUT("truncated"),
    NONSENSE("upstream_error"),
    TOO_LONG("context_length_exceeded");

    /** Those of answers in one piece. */
    private static final List<InjectedFault> OF_WHOLE =
        Arrays.stream(values()).filter(each -> each != STREAM_CUT).toList();

    /** Those of streams. */
    private static final List<InjectedFault> OF_STREAM =
        List.of(STREAM_CUT, BROKEN, UNAVAILABLE, LIMITED);

    private final String code;

    InjectedFault(String code) {
      this.code = code;
    }

    private void play(Turn turn) throws IOException, InterruptedException {
      switch (this) {
        case BROKEN -> turn.json(500, "{\"error\":{\"message\":\"it broke\"}}");
        case UNAVAILABLE -> turn.json(503, "{\"error\":{\"message\":\"not now\"}}");
        case LIMITED ->
            turn.json(429, "{\"error\":{\"message\":\"slow down\"}}", "retry-after-ms: 100");
        case LIMITED_FOR_A_SECOND ->
            turn.json(429, "{\"error\":{\"message\":\"slow down\"}}", "retry-after: 1");
        case OVERLOADED ->
            turn.json(529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}");
        case SILENT -> turn.stall();
        case CUT -> {
          var whole = Chat.whole("never told");
          turn.head(200, "content-type: application/json", "content-length: " + whole.length())
              .write(whole.substring(0, whole.length() / 2))
              .close();
        }
        case STREAM_CUT ->
            turn.stream().event(Chat.role()).event(Chat.text("never told to the end")).close();
        case NONSENSE -> turn.json(200, "<html>It works!</html>");
        case TOO_LONG ->
            turn.json(
                400,
                "{\"error\":{\"message\":\"This model's maximum context length is 8"
                    + " tokens\",\"code\":\"context_length_exceeded\"}}");
      }
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    asked.incrementAndGet();
    var request = Json.tree(turn.heard().body());
    boolean streamed = request.path("stream").asBoolean(false);
    var fault =
        request.path("model").asString().equals("m")
            ? draw(streamed ? InjectedFault.OF_STREAM : InjectedFault.OF_WHOLE)
            : null;
    if (fault != null) {
      fault.play(turn);
    } else if (streamed) {
      Chat.says("well").play(turn);
    } else {
      turn.json(200, Chat.whole("well"));
    }
  }

  private synchronized @Nullable InjectedFault draw(List<InjectedFault> all) {
    if (random.nextDouble() >= SHARE) {
      return null;
    }
    var fault = all.get(random.nextInt(all.size()));
    injected.computeIfAbsent(fault, _ -> new AtomicInteger()).incrementAndGet();
    return fault;
  }

  @Test
  void tasks_recover_without_a_hand_and_the_report_says_from_what(TestReporter reporter)
      throws Exception {
    reporter.publishEntry("seed " + seed);
    try (var upstream = TestingUpstream.start();
        var gone = RefusingPort.open()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var skill = Files.createDirectories(folder.resolve("skills/well/v1.0.0"));
      Files.writeString(skill.resolve("skill.yaml"), "llm: {model: fast}\n");
      Files.writeString(skill.resolve("prompt.md"), "Be well.");
      try (var tutti = TestingTutti.start(folder, yaml(upstream.url(), gone.url()));
          var admin = new TestingAdmin(tutti.url(), "")) {
        long began = System.nanoTime();
        submit(admin);
        var tasks = ended(admin);
        var seconds = (System.nanoTime() - began) / 1e9;
        int attempts = sum(tasks, "attempts");
        var succeeded = tasks.stream().filter(TaskFaultsTest::hasSucceeded).toList();
        int failed = attempts - succeeded.size();
        int recovered = sum(succeeded, "attempts") - succeeded.size();
        reporter.publishEntry(
            "%d of %d tasks succeeded, %d of %d failed attempts recovered, %s injected, in %.1f s"
                .formatted(succeeded.size(), tasks.size(), recovered, failed, injected, seconds));
        assertThat(tasks).hasSize(TASKS);
        assertThat(failed).isGreaterThan(TASKS / 10);
        assertThat(injected.getOrDefault(InjectedFault.STREAM_CUT, new AtomicInteger()).get())
            .isGreaterThan(TASKS / 200);
        assertThat(succeeded.size() / (double) TASKS).isGreaterThan(0.99);
        assertThat(recovered / (double) failed).isGreaterThan(0.9);
        assertReported(admin);
      }
    }
  }

  private String yaml(String upstream, String gone) {
    return """
    providers:
      up: {base_url: "%s", api_key: sk, timeouts: {total_whole: 6s}}
      gone: {base_url: "%s", api_key: sk}
    models:
      fast:
        deployments: [{provider: up, model: m, weight: 49}, {provider: gone, model: m, weight: 1}]
        on_context_length: [up/large]
    tasks: {retry: {base: 20ms, max: 500ms}}
    skills: {folder: "%s"}
    """
        .formatted(upstream, gone, folder.resolve("skills"));
  }

  private static void submit(TestingAdmin admin) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int place = 0; place < 8; place++) {
        int first = place;
        all.add(
            threads.submit(
                () -> {
                  for (int i = first; i < TASKS; i += 8) {
                    var task = i % 4 == 0 ? skill(i) : chat(i);
                    assertThat(admin.post("/v1/tasks", task).status()).isEqualTo(202);
                  }
                }));
      }
      for (var each : all) {
        each.get();
      }
    }
  }

  /** A task whose answer is streamed. */
  private static String skill(int number) {
    return "{\"kind\":\"skill\",\"input\":{\"skill\":\"well\",\"user_message\":\"q%d\"}}"
        .formatted(number);
  }

  private static String chat(int number) {
    return "{\"kind\":\"chat\",\"input\":{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"q%d\"}]}}"
        .formatted(number);
  }

  private static List<JsonNode> ended(TestingAdmin admin) {
    Patience.until(
        () -> haveEnded(admin) && all(admin).stream().noneMatch(TaskFaultsTest::isUnderWay),
        "all tasks have ended");
    return all(admin);
  }

  private static List<JsonNode> all(TestingAdmin admin) {
    var tasks = new ArrayList<JsonNode>();
    var page = admin.get("/v1/tasks?limit=1000").json();
    page.path("data").forEach(tasks::add);
    while (page.path("has_more").asBoolean(false)) {
      var last = tasks.getLast().path("task_id").asString();
      page = admin.get("/v1/tasks?limit=1000&after=" + last).json();
      page.path("data").forEach(tasks::add);
    }
    return tasks;
  }

  /** Whether none seems to wait or to run: one between two states may not be seen. */
  private static boolean haveEnded(TestingAdmin admin) {
    return UNDER_WAY.stream()
        .allMatch(
            state -> admin.get("/v1/tasks?limit=1&status=" + state).json().path("data").isEmpty());
  }

  private static boolean isUnderWay(JsonNode task) {
    return UNDER_WAY.contains(task.path("status").asString());
  }

  private static boolean hasSucceeded(JsonNode task) {
    return task.path("status").asString().equals("succeeded");
  }

  private static int sum(List<JsonNode> tasks, String member) {
    return tasks.stream().mapToInt(task -> task.path(member).asInt()).sum();
  }

  /** The report of errors, code by code, against what was injected. */
  private void assertReported(TestingAdmin admin) {
    var expected =
        new TreeMap<>(
            injected.entrySet().stream()
                .collect(
                    Collectors.groupingBy(
                        each -> each.getKey().code,
                        Collectors.summingInt(each -> each.getValue().get()))));
    Patience.until(
        () -> reported(admin, "up/m").equals(expected),
        "the report says " + expected + ", and not " + reported(admin, "up/m"));
    assertThat(reported(admin, "gone/m")).containsOnlyKeys("connection");
  }

  private static Map<String, Integer> reported(TestingAdmin admin, String deployment) {
    var table = "/admin/reports/errors?from=-1h&compare=none&format=csv&table=failed_attempts";
    var counts = new TreeMap<String, Integer>();
    for (var line : admin.get(table).text().lines().toList()) {
      var cells = line.split(",");
      if (cells[0].equals(deployment)) {
        counts.merge(cells[1], (int) Double.parseDouble(cells[2]), Integer::sum);
      }
    }
    return counts;
  }
}
