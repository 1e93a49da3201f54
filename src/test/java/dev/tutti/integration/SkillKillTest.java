package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.chat.Json;
import dev.tutti.crash.HaltingProbe;
import dev.tutti.task.probe.TaskPoint;
import dev.tutti.task.probe.TaskProbe;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills a server again and again in the middle of one skill, whose model calls a tool twice: every
 * answer of the model and of the tool is asked for once, and the session has the exchange once.
 */
class SkillKillTest {
  private static final String TASK =
      "{\"user_message\":\"Who is Ann?\",\"session_id\":\"s\",\"background\":true}";

  @TempDir private Path folder;

  /** Places in the execution, and how often each was answered. */
  private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();

  /** The place at which nobody is answered any more. */
  private volatile String stop = "";

  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private String id = "";

  @BeforeEach
  void write() throws IOException {
    var skill = Files.createDirectories(folder.resolve("skills/hello/v1.0.0"));
    Files.writeString(
        skill.resolve("skill.yaml"), "llm: {model: up/small}\ntools: [http:lookup]\n");
    Files.writeString(skill.resolve("prompt.md"), "It is {{ now }}. Look people up.");
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(TaskProbe.class.getName()), HaltingProbe.class.getName());
  }

  @Test
  void a_skill_is_replayed_after_kills_and_nothing_is_paid_for_twice() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      for (var place : List.of("tool-0", "model-1", "model-2")) {
        stop = place;
        stopped = new CountDownLatch(1);
        live(upstream.url(), "");
      }
      stop = "";
      live(upstream.url(), TaskPoint.WORK_DONE.name()); // all is said, and the end is not written
      finished(upstream.url());
      assertThat(answered.keySet())
          .containsExactlyInAnyOrder("model-0", "tool-0", "model-1", "tool-1", "model-2");
      assertThat(answered.values()).allMatch(times -> times.get() == 1);
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    boolean tool = turn.heard().target().contains("/lookup");
    int results = tool ? answered.getOrDefault("tool-0", new AtomicInteger()).get() : tools(turn);
    var place = (tool ? "tool-" : "model-") + results;
    if (place.equals(stop)) {
      stopped.countDown();
      turn.stall();
      return;
    }
    answered.computeIfAbsent(place, _ -> new AtomicInteger()).incrementAndGet();
    if (tool) {
      turn.json(200, "{\"found\": \"Ann %d\"}".formatted(results));
    } else if (results < 2) {
      Chat.calls("lookup", "{\"q\":\"Ann %d\"}".formatted(results)).play(turn);
    } else {
      Chat.says("She is Ann.").play(turn);
    }
  }

  private static int tools(Turn turn) {
    return (int)
        Json.tree(turn.heard().body())
            .path("messages")
            .valueStream()
            .filter(each -> each.path("role").asString("").equals("tool"))
            .count();
  }

  /**
   * A life of the server up to the place at which it is stopped, or to a point at which it ends.
   */
  private void live(String upstream, String point) throws Exception {
    var process = started(upstream, point);
    try (var out = process.inputReader()) {
      var url = out.readLine();
      if (url != null && id.isEmpty()) {
        try (var admin = new TestingAdmin(url, "")) {
          var submitted = admin.post("/v1/skills/hello/execute", TASK);
          assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
          id = submitted.json().path("task_id").asString();
        }
      }
      Patience.until(
          () -> point.isEmpty() ? stopped.getCount() == 0 : !process.isAlive(),
          "it has come there");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void finished(String upstream) throws Exception {
    var process = started(upstream, "");
    try (var out = process.inputReader();
        var admin = new TestingAdmin(out.readLine(), "")) {
      var task = admin.get("/v1/tasks/" + id + "?wait=30s").json();
      assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
      assertThat(task.at("/result/text").asString()).isEqualTo("She is Ann.");
      assertThat(task.path("attempts").asInt()).isEqualTo(5);
      assertThat(task.at("/usage/total_tokens").asInt()).isEqualTo(33); // of three answers
      assertThat(said(admin)).containsExactly("user Who is Ann?", "assistant She is Ann.");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> said(TestingAdmin admin) {
    var all = new ArrayList<String>();
    for (JsonNode each : admin.get("/v1/sessions/s/messages").json().path("data")) {
      all.add(each.path("role").asString() + " " + each.path("content").asString());
    }
    return all;
  }

  private Process started(String upstream, String point) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-Dcrash.point=" + point,
            "-Dcrash.trace=" + folder.resolve("trace"),
            "-cp",
            folder + ":" + System.getProperty("java.class.path"),
            SkillServer.class.getName(),
            folder.toString(),
            upstream)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** A server that serves until it is killed. */
  static final class SkillServer {
    private SkillServer() {}

    public static void main(String[] args) throws InterruptedException {
      var yaml =
          """
          providers: {up: {base_url: "%1$s", api_key: sk}}
          skills:
            folder: "%2$s"
            http: {lookup: {url: "%1$s/lookup", description: Finds people}}
          """
              .formatted(args[1], Path.of(args[0]).resolve("skills"));
      var server =
          Server.start(
              Configuration.text(yaml)
                  .with("server.port", "0", "test")
                  .with("model_lists", "0s", "test")
                  .with("data", Path.of(args[0]).resolve("data").toString(), "test"));
      System.out.println(server.url());
      new CountDownLatch(1).await();
    }
  }
}
