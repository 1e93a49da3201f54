package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Kills a server again and again while it answers one batch. */
final class BatchCrash {
  private static final int LINES_PER_KILL = 600;
  private static final int PLACES = 64;
  private static final int LONGEST_LIFE = 1_200;
  private static final int LONGEST_MILLIS = 40;
  private static final long MOMENT_NANOS = 500_000_000;
  private static final String KIND = "/v1/chat/completions";

  private final Path folder;
  private final int kills;
  private final int lines;
  private final Random random;
  private final Map<String, List<CountingUpstream.Visit>> answered = new ConcurrentHashMap<>();
  private final List<Feeder.ServerEnd> ends = new ArrayList<>();
  private String id = "";
  private long began;

  BatchCrash(Path folder, int kills, long seed) {
    this.folder = folder;
    this.kills = kills;
    this.lines = Integer.getInteger("crash.lines", LINES_PER_KILL * (kills + 1));
    this.random = new Random(seed);
  }

  boolean run() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var launcher = new ServerLauncher(folder, folder.resolve("data"), upstream.url());
      for (int kill = 0; kill < kills; kill++) {
        live(launcher);
      }
      try (var last = launcher.start();
          var admin = new TestingAdmin(last.url(), "")) {
        return look(admin, launcher);
      }
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    var text = Json.tree(turn.heard().body()).at("/messages/0/content").asString();
    int life = Integer.parseInt(turn.heard().start().split("/", -1)[2]);
    long came = System.nanoTime();
    try {
      StandStill.pause(ThreadLocalRandom.current().nextInt(LONGEST_MILLIS));
      turn.json(200, Chat.whole("re " + text));
    } finally {
      answered
          .computeIfAbsent(text, _ -> new CopyOnWriteArrayList<>())
          .add(new CountingUpstream.Visit(life, came, System.nanoTime()));
    }
  }

  private void live(ServerLauncher launcher) throws Exception {
    try (var life = launcher.start();
        var admin = new TestingAdmin(life.url(), "")) {
      if (id.isEmpty()) {
        id = create(admin);
        began = System.nanoTime();
      }
      StandStill.pause(random.nextInt(LONGEST_LIFE));
      long begin = System.nanoTime();
      life.close();
      ends.add(new Feeder.ServerEnd(life.number(), begin, System.nanoTime()));
    }
  }

  private String create(TestingAdmin admin) {
    var all =
        IntStream.range(0, lines)
            .mapToObj(
                i ->
                    "{\"custom_id\":\"c%d\",\"method\":\"POST\",\"url\":\"%s\",\"body\":{\"model\":\"up/m\",\"messages\":[{\"role\":\"user\",\"content\":\"q%d\"}]}}"
                        .formatted(i, KIND, i))
            .collect(Collectors.joining("\n"));
    var form = new TestingForm().field("purpose", "batch").file("in.jsonl", all);
    var file = admin.upload("/v1/files", form).json().path("id").asString();
    var body = "{\"input_file_id\":\"%s\",\"endpoint\":\"%s\"}".formatted(file, KIND);
    return admin.post("/v1/batches", body).json().path("id").asString();
  }

  private boolean look(TestingAdmin admin, ServerLauncher launcher) {
    var path = "/v1/batches/" + id;
    Patience.until(
        () -> !admin.get(path).json().path("output_file_id").asString("").isEmpty(),
        "the batch is completed");
    var batch = admin.get(path).json();
    var output = admin.get("/v1/files/" + batch.path("output_file_id").asString() + "/content");
    var ids =
        output.text().lines().map(line -> Json.tree(line).path("custom_id").asString()).toList();
    int twice = ids.size() - new HashSet<>(ids).size();
    long again = answered.values().stream().mapToLong(all -> all.size() - 1).sum();
    long late = answered.values().stream().filter(this::late).count();
    int lost = lines - new HashSet<>(ids).size();
    boolean held =
        lost == 0
            && twice == 0
            && late == 0
            && again <= (long) kills * PLACES
            && launcher.isSoonReady();
    System.out.println(
        Json.text(
            Json.object()
                .put("mode", CrashMode.BATCH.word())
                .put("times", kills)
                .put("lines", lines)
                .put("seconds", Math.round((System.nanoTime() - began) / 1e8) / 10.0)
                .put("lost", lost)
                .put("more_than_one_outcome", twice)
                .put("asked_again", again)
                .put("asked_again_later_than_500_ms", late)
                .put("status", batch.path("status").asString())
                .set("start", launcher.figures())));
    System.out.println(held ? "held" : "NOT HELD");
    return held;
  }

  /** Whether a line was asked again although its answer was older than a moment at the kill. */
  private boolean late(List<CountingUpstream.Visit> unordered) {
    var visits = unordered.stream().sorted(CountingUpstream.Visit.SENT).toList();
    for (int i = 1; i < visits.size(); i++) {
      var before = visits.get(i - 1);
      var again = visits.get(i);
      if (ends.stream().noneMatch(end -> end.excuses(before, again, MOMENT_NANOS))) {
        return true;
      }
    }
    return false;
  }
}
