package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A task that ends the server whenever it runs, among others that do not: it is tried so often and
 * no more, and the others come to their ends.
 */
final class PoisonCrash {
  private static final int MOST_LIVES = 30;
  private static final int MOST_CRASHES = 10;
  private static final long LIFE_SECONDS = 20;
  private static final String KEY = "poison";

  private final ServerLauncher launcher;
  private String id = "";

  PoisonCrash(Path folder) throws IOException {
    this.launcher = new ServerLauncher(folder, folder.resolve("data"), "http://127.0.0.1:9/v1");
  }

  boolean run() throws Exception {
    try (var run = CrashRun.begin()) {
      int crashes = 0;
      for (int life = 0; life < MOST_LIVES && live(run); life++) {
        crashes++;
      }
      try (var last = launcher.start();
          var admin = new TestingAdmin(last.url(), "")) {
        run.feeder().feed(last.url());
        run.feeder().stop();
        var poison = admin.get("/v1/tasks/" + id).json();
        var found = new CrashOutcome(run, last.url()).look();
        var state = poison.path("status").asString();
        boolean held = found.held(true) && state.equals("dead") && crashes == MOST_CRASHES;
        System.out.println(
            Json.text(
                Json.object()
                    .put("mode", CrashMode.POISON.word())
                    .put("crashes", crashes)
                    .put("poison", state)
                    .put("acknowledged", found.acknowledged())
                    .put("lost", found.lost())
                    .put("finished_steps_repeated", found.repeated())
                    .put("steps_not_on_disk_after_500_ms", found.unwritten())));
        found.problems().stream().limit(20).forEach(System.out::println);
        System.out.println(held ? "held" : "NOT HELD");
        return held;
      }
    }
  }

  /** One life of a server; says whether the task has ended it. */
  private boolean live(CrashRun run) throws Exception {
    try (var life = launcher.start();
        var admin = new TestingAdmin(life.url(), "")) {
      run.feeder().feed(life.url());
      if (id.isEmpty()) {
        run.feeder().expect(KEY);
        var body = "{\"kind\":\"poison\",\"input\":{},\"idempotency_key\":\"%s\"}".formatted(KEY);
        id = admin.post("/v1/tasks", body).json().path("task_id").asString();
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIFE_SECONDS);
      while (life.process().isAlive() && System.nanoTime() < end) {
        var _ = life.process().waitFor(100, TimeUnit.MILLISECONDS);
      }
      boolean ended = !life.process().isAlive();
      run.kill(life);
      return ended;
    }
  }
}
