package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * One batch through the simulated model, whose server is killed once, when half of the lines have
 * their answers.
 */
public final class BatchBench {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final long LOOK_MILLIS = 20;
  private static final String ENDPOINT = "/v1/chat/completions";

  private final ServerLauncher launcher;
  private final int lines;

  private BatchBench(Path folder, int lines) throws IOException {
    this.launcher = new ServerLauncher(folder, folder.resolve("data"), "http://127.0.0.1:9/v1");
    this.lines = lines;
  }

  /**
   * Figures of a batch.
   *
   * @param seconds from its creation to its end, the start after the kill included
   * @param before lines with an answer that the server had told before the kill
   * @param lost lines without an answer
   * @param twice answers beyond the first one of a line
   * @param slowestStartMillis of both servers
   */
  public record BatchFigures(
      double seconds, int before, int lost, int twice, String status, long slowestStartMillis) {
    /** Whether every line was answered once, although its server was killed on the way. */
    public boolean held(int lines) {
      return lost == 0
          && twice == 0
          && before < lines
          && status.equals("completed")
          && slowestStartMillis <= 5_000;
    }
  }

  /** Measures one of so many lines, with data in a folder. */
  public static BatchFigures measure(Path folder, int lines) throws Exception {
    return new BatchBench(folder, lines).measure();
  }

  private BatchFigures measure() throws Exception {
    String id;
    int before;
    long began;
    try (var life = launcher.start();
        var admin = new TestingAdmin(life.url(), "")) {
      id = create(admin);
      began = System.nanoTime();
      before = answered(await(admin, id, lines / 2));
    }
    try (var life = launcher.start();
        var admin = new TestingAdmin(life.url(), "")) {
      var batch = await(admin, id, lines + 1);
      double seconds = (System.nanoTime() - began) / 1e9;
      var file = batch.path("output_file_id").asString("");
      var ids =
          admin
              .get("/v1/files/" + file + "/content")
              .text()
              .lines()
              .map(line -> Json.tree(line).path("custom_id").asString())
              .toList();
      int distinct = new HashSet<>(ids).size();
      return new BatchFigures(
          seconds,
          before,
          lines - distinct,
          ids.size() - distinct,
          batch.path("status").asString(),
          launcher.slowest());
    }
  }

  private String create(TestingAdmin admin) {
    var all =
        IntStream.range(0, lines)
            .mapToObj(
                i ->
                    "{\"custom_id\":\"c%d\",\"method\":\"POST\",\"url\":\"%s\",\"body\":{\"model\":\"sim/sim\",\"messages\":[{\"role\":\"user\",\"content\":\"q%d\"}]}}"
                        .formatted(i, ENDPOINT, i))
            .collect(Collectors.joining("\n"));
    var form = new TestingForm().field("purpose", "batch").file("in.jsonl", all);
    var file = admin.upload("/v1/files", form).json().path("id").asString();
    var body = "{\"input_file_id\":\"%s\",\"endpoint\":\"%s\"}".formatted(file, ENDPOINT);
    return admin.post("/v1/batches", body).json().path("id").asString();
  }

  /** The batch once so many lines have their answers, or once it has ended. */
  private static JsonNode await(TestingAdmin admin, String id, int answers)
      throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      var batch = admin.get("/v1/batches/" + id).json();
      var status = batch.path("status").asString();
      boolean ended = !status.matches("validating|in_progress|finalizing");
      if (ended || answered(batch) >= answers || System.nanoTime() > end) {
        return batch;
      }
      StandStill.pause(LOOK_MILLIS);
    }
  }

  private static int answered(JsonNode batch) {
    return batch.at("/request_counts/completed").asInt();
  }
}
