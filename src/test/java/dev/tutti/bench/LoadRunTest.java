package dev.tutti.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.testing.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoadRunTest {
  private static final Duration WINDOW = Duration.ofMillis(200);

  private final OneLoop loop = OneLoop.start();
  private final MockUpstream upstream = MockUpstream.start();

  @AfterEach
  void stop() {
    upstream.stop();
    loop.stop();
  }

  @Test
  void saturating_answers_are_whole() throws Exception {
    long answers = 0;
    for (int i = 0; answers == 0; i++) { // a busy machine may give none in so short a window
      var result = run("mock", false, 8, new Load.Plan.Saturate(WINDOW.multipliedBy(1L << i)));
      assertThat(result.failed() + result.lost()).isZero();
      answers = result.answers();
    }
    assertThat(answers).isPositive();
  }

  @Test
  void arrivals_keep_their_pace() throws Exception {
    var result = run("mock-d1-n5", true, 64, new Load.Plan.Arrive(500, WINDOW));

    int arrived = result.first().count() + result.unsent();
    assertThat((double) arrived).isCloseTo(500 * result.seconds(), within(2.0));
    assertThat(result.failed() + result.lost()).isZero();
  }

  @Test
  void a_crowd_is_open_at_once_and_ends_whole() throws Exception {
    var result = run("mock-d100-n5", true, 50, new Load.Plan.Crowd(1000, Duration.ofSeconds(20)));

    assertThat(result.first().count()).isEqualTo(50);
    assertThat(result.chunks()).isEqualTo(250);
    assertThat(result.failed()).isZero();
  }

  @Test
  void refusals_are_failures() throws Exception {
    var result = run("unheard-of", false, 1, new Load.Plan.Saturate(WINDOW));

    assertThat(result.answers()).isZero();
    assertThat(result.faults().getFirst()).contains("404").contains("unheard-of");
  }

  private LoadEvent.Result run(String model, boolean stream, int connections, Load.Plan plan)
      throws Exception {
    List<LoadEvent> events = new CopyOnWriteArrayList<>();
    var load = new Load(upstream.port(), Map.of(), model, stream, connections, plan, Duration.ZERO);
    new LoadRun(load, loop, events::add).start().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    return (LoadEvent.Result) events.getLast();
  }
}
