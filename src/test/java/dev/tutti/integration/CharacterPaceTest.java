package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Eight categories are asked at once, whoever fails. {@code -Dtutti.second=1000} lets calls take 1
 * to 8 s and says how long all of them take: a tenth longer than the slowest at most.
 */
class CharacterPaceTest {
  private static final long SECOND = Long.getLong("tutti.second", 0);
  private static final int GOOD = 7;

  private static final List<String> CATEGORIES =
      List.of(
          "basic_info",
          "appearance",
          "personality",
          "background",
          "relationships",
          "abilities",
          "speech_style",
          "values");

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          model_lists: 0s
          retry: {attempts: 1}
          breaker: {enabled: false}
          providers:
            up: {base_url: "{upstream}", api_key: sk}
            tight: {base_url: "{upstream}", api_key: sk, max_in_flight: 2}
          """);

  private static TestingAdmin caller;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch all = new CountDownLatch(GOOD);
  private final CountDownLatch eight = new CountDownLatch(CATEGORIES.size());

  @BeforeAll
  static void connect() {
    caller = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(this::answer);
  }

  /**
   * One category fails twice, one for ever, but where all are well; each other one takes its time.
   */
  private void answer(Turn turn) throws IOException, InterruptedException {
    var request = Json.tree(turn.heard().body());
    var category = request.at("/response_format/json_schema/name").asString();
    int times = asked.merge(category, 1, Integer::sum);
    var model = request.path("model").asString();
    if (!model.equals("well")
        && (category.equals("values") || (category.equals("appearance") && times <= 2))) {
      turn.json(500, "{\"error\":{\"message\":\"broken\"}}");
      return;
    }
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    all.countDown();
    eight.countDown();
    if (SECOND > 0 && !model.equals("warm")) {
      var _ = turn.leavesWithin(Duration.ofMillis(SECOND * (1 + CATEGORIES.indexOf(category))));
    } else if (model.equals("m") || model.equals("well")) {
      assertThat((model.equals("m") ? all : eight).await(20, TimeUnit.SECONDS)).isTrue();
    }
    running.decrementAndGet();
    boolean list = category.equals("relationships") || category.equals("abilities");
    var data = list ? "[]" : "{\"summary\":\"s\"}";
    turn.json(200, Chat.whole("{\"data\":%s,\"sources\":[]}".formatted(data)));
  }

  private static JsonNode made(String model) {
    var body =
        "{\"role\":\"Nara\",\"text\":\"Nara flies mail.\",\"model\":\"%s\"}".formatted(model);
    var path = "/v1/tasks/" + caller.post("/v1/characters", body).json().path("task_id").asString();
    Patience.until(
        () -> caller.get(path).json().path("status").asString().equals("succeeded"), "it is made");
    return caller.get(path).json().path("result");
  }

  /** What is made by calls of which the slowest takes so many seconds. */
  private JsonNode timed(String model, int slowest) {
    if (SECOND > 0) {
      var _ = made("up/warm"); // so that what a first call takes is not measured
      asked.clear();
      most.set(0);
    }
    long began = System.nanoTime();
    var result = made("up/" + model);
    long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
    if (SECOND > 0) {
      System.out.printf("%d ms, where the slowest call takes %d ms%n", took, slowest * SECOND);
    }
    assertThat(SECOND == 0 || took <= slowest * SECOND * 11 / 10).isTrue();
    return result;
  }

  @Test
  void eight_take_as_long_as_the_slowest() {
    var result = timed("well", CATEGORIES.size());
    assertThat(most.get()).isEqualTo(CATEGORIES.size());
    for (var category : CATEGORIES) {
      assertThat(result.at("/profile/" + category + "/status").asString()).isIn("ok", "empty");
    }
  }

  @Test
  void they_take_as_long_as_the_slowest_whoever_fails() {
    var result = timed("m", GOOD);
    assertThat(most.get()).isEqualTo(GOOD);
    assertThat(result.path("status").asString()).isEqualTo("partial");
    assertThat(result.at("/profile/appearance/attempts").asInt()).isEqualTo(3);
    assertThat(result.at("/profile/values/status").asString()).isEqualTo("failed");
    assertThat(result.at("/profile/personality/status").asString()).isEqualTo("ok");
  }

  @Test
  void a_limit_of_two_calls_in_flight_only_takes_longer() {
    var result = made("tight/small");
    assertThat(most.get()).isLessThanOrEqualTo(2);
    for (var category : CATEGORIES.subList(0, GOOD)) {
      assertThat(result.at("/profile/" + category + "/status").asString()).isIn("ok", "empty");
    }
  }
}
