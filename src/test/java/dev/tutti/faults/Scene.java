package dev.tutti.faults;

import dev.tutti.chat.Json;
import dev.tutti.testing.BlackHole;
import dev.tutti.testing.Chat;
import dev.tutti.testing.RefusingPort;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tutti between a healthy upstream and one that does everything wrong that there is. */
final class Scene implements BeforeAllCallback, AfterAllCallback {
  private static final String ALL_SHORT =
      "timeouts: {headers: 1s, first_token: 1s, total: 5s, total_whole: 1s}";

  private final List<String> models;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private @Nullable Parts parts;

  /**
   * @param models the aliases, a line each
   */
  Scene(Stream<String> models) {
    this.models = models.toList();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var bad = TestingUpstream.start();
    bad.playAlways(this::misbehave);
    var cutting = TestingUpstream.start();
    cutting.playAlways(this::misbehave);
    var good = TestingUpstream.start();
    good.playAlways(Scene::behave);
    var hole = BlackHole.open();
    var folder = Files.createTempDirectory("tutti-faults");
    var closed = RefusingPort.open();
    var complete = configuration(bad, cutting, good, hole, closed) + String.join("", models);
    var tutti = TestingTutti.resilient(folder, complete);
    parts = new Parts(tutti, bad, cutting, good, hole, closed);
  }

  private static String configuration(
      TestingUpstream bad,
      TestingUpstream cutting,
      TestingUpstream good,
      BlackHole hole,
      RefusingPort closed) {
    return """
    retry: {attempts: 3, base: 10ms, max: 500ms}
    retry_budget: {ratio: 10, per_second: 1000}
    providers:
      upstream: {base_url: "%1$s", max_in_flight: 1000}
      slow_upstream: {base_url: "%1$s", max_in_flight: 1000, %2$s}
      idle_upstream: {base_url: "%1$s", max_in_flight: 1000, timeouts: {idle: 1s}}
      cutting_upstream: {base_url: "%7$s", max_in_flight: 1000}
      closed_port: {base_url: "%3$s"}
      black_hole: {base_url: "%4$s", timeouts: {connect: 1s}}
      plain_behind_tls: {base_url: "%5$s"}
      good: {base_url: "%6$s", max_in_flight: 1000}
    models:
    """
        .formatted(
            bad.url(),
            ALL_SHORT,
            closed.url(),
            hole.url(),
            good.url().replace("http:", "https:"),
            good.url(),
            cutting.url());
  }

  private void misbehave(Turn turn) throws IOException, InterruptedException {
    var model = model(turn);
    asked.add(model);
    var word = model.substring(0, model.indexOf('-')).toUpperCase(Locale.ROOT);
    Misdeed.valueOf(word).script().play(turn);
  }

  private static void behave(Turn turn) throws IOException, InterruptedException {
    boolean stream = turn.heard().body().contains("\"stream\":true");
    (stream ? Chat.says("the good answer") : Chat.answers("the good answer")).play(turn);
  }

  private static String model(Turn turn) {
    var body = turn.heard().body().getBytes(StandardCharsets.UTF_8);
    return Json.request(body).path("model").asString();
  }

  TestingTutti tutti() {
    return parts().tutti;
  }

  /** How often the misbehaving deployment was asked for a model. */
  int attempts(String model) {
    return Collections.frequency(asked, model);
  }

  private Parts parts() {
    if (parts == null) {
      throw new IllegalStateException("the scene is not set");
    }
    return parts;
  }

  /** Nothing is held when everything is over. */
  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    var all = parts();
    all.tutti.awaitQuiet(all.bad);
    all.tutti.awaitQuiet(all.cutting);
    all.tutti.awaitQuiet(all.good);
    all.tutti.close();
    all.bad.close();
    all.cutting.close();
    all.good.close();
    all.hole.close();
    all.closed.close();
  }

  private record Parts(
      TestingTutti tutti,
      TestingUpstream bad,
      TestingUpstream cutting,
      TestingUpstream good,
      BlackHole hole,
      RefusingPort closed) {}
}
