package dev.tutti.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.store.Work;
import dev.tutti.testing.Patience;
import dev.tutti.testing.StoreAround;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long answers are kept, and how many. */
class AnswerCacheTest {
  private static final CacheSettings SETTINGS =
      new CacheSettings(
          true, Duration.ofMinutes(5), Duration.ofMinutes(10), 1 << 20, SemanticSettings.OFF);

  private final TestingTime time = new TestingTime();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir private Path folder = Path.of("");

  @Test
  void an_answer_is_fresh_then_stale_then_gone() {
    var cache = inMemory(CacheBounds.USUAL.memory());
    cache.keep(key("ann", 1), answer("m", "Hi"));
    time.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(cache.find(key("ann", 1)).orElseThrow().life().isFresh(cache.now())).isTrue();
    assertThat(cache.find(key("ann", 1)).orElseThrow().life().age(cache.now()))
        .isEqualTo(Duration.ofMinutes(5).minusMillis(1));
    time.pass(Duration.ofMillis(1));
    assertThat(cache.find(key("ann", 1)).orElseThrow().life().isFresh(cache.now())).isFalse();
    time.pass(Duration.ofMinutes(10));
    assertThat(cache.find(key("ann", 1))).isEmpty();
    cache.tidy();
    assertThat(meters.get("tutti.cache.entries").gauge().value()).isZero();
  }

  @Test
  void another_owner_has_another_key() {
    var cache = inMemory(CacheBounds.USUAL.memory());
    cache.keep(key("ann", 1), answer("m", "Hi"));
    assertThat(cache.find(key("bob", 1))).isEmpty();
    assertThat(cache.find(key("", 1))).isEmpty();
  }

  @Test
  void the_bytes_are_bounded() {
    int most = 1 << 20;
    var cache = inMemory(most);
    for (int i = 0; i < 1_000; i++) {
      cache.keep(key("ann", i), answer("m", "x".repeat(10_000)));
    }
    var held = meters.get("tutti.cache.held").gauge().value();
    assertThat(held).isLessThanOrEqualTo(most).isGreaterThan(most * 0.9);
    assertThat(meters.get("tutti.cache.entries").gauge().value()).isLessThan(110);
  }

  @Test
  void a_wide_text_weighs_two_bytes_a_character() {
    assertThat(answer("m", "长".repeat(1_000)).size())
        .isEqualTo(answer("m", "x".repeat(1_000)).size() + 1_000);
  }

  @Test
  void some_answers_are_cleared() {
    var cache = inMemory(CacheBounds.USUAL.memory());
    cache.keep(key("ann", 1), answer("m", "Hi"));
    cache.keep(key("ann", 2), answer("n", "Hi"));
    cache.keep(key("bob", 3), answer("m", "Hi"));
    assertThat(Store.await(cache.clear(new Selection(List.of("m"), List.of("ann"))))).isOne();
    assertThat(cache.find(key("ann", 1))).isEmpty();
    assertThat(cache.find(key("bob", 3))).isPresent();
    assertThat(Store.await(cache.clear(Selection.ALL))).isEqualTo(2);
  }

  @Test
  void the_database_outlives_the_process_and_returns_the_same_chunks() {
    var cached = answer("m", "Hi");
    try (var store = Store.open(StoreSettings.in(folder))) {
      var cache = inDatabase(store, 1 << 20);
      cache.keep(key("ann", 1), cached);
      Patience.until(
          () -> Store.await(cache.status()).database().entries() == 1, "the answer is written");
    }
    try (var store = Store.open(StoreSettings.in(folder))) {
      var cache = inDatabase(store, 1 << 20);
      assertThat(cache.find(key("ann", 1))).isEmpty();
      var found = Store.await(cache.load(key("ann", 1))).orElseThrow();
      assertThat(found.source()).isEqualTo(cached.source());
      assertThat(found.life()).isEqualTo(cached.life());
      assertThat(found.usage()).isEqualTo(cached.usage());
      assertThat(AnswerText.of(found)).isEqualTo(AnswerText.of(cached));
      assertThat(((Chunk.Verbatim) found.chunks().get(1)).json().bytes())
          .isEqualTo(((Chunk.Verbatim) cached.chunks().get(1)).json().bytes());
      assertThat(cache.find(key("ann", 1))).as("in memory now").isPresent();
      assertThat(Store.await(cache.load(key("bob", 1)))).isEmpty();
      time.pass(Duration.ofMinutes(15));
      assertThat(Store.await(cache.load(key("ann", 1)))).as("over").isEmpty();
    }
  }

  @Test
  void what_was_read_before_it_was_cleared_does_not_come_back() {
    var gate = new CompletableFuture<Boolean>();
    try (var store = Store.open(StoreSettings.in(folder))) {
      var writer = inDatabase(store, 1 << 20);
      writer.keep(key("ann", 1), answer("m", "Hi"));
      Patience.until(() -> Store.await(writer.load(key("ann", 1))).isPresent(), "it is written");
      var cache = inDatabase(new BelatedReads(store, gate), 1 << 20);
      var found = cache.load(key("ann", 1));
      assertThat(Store.await(cache.clear(Selection.ALL))).isOne();
      gate.complete(true);
      assertThat(Store.await(found)).isPresent();
      assertThat(cache.find(key("ann", 1))).isEmpty();
    }
  }

  /** Store that reads at once, and tells what it has read later. */
  private static final class BelatedReads extends StoreAround {
    private final CompletableFuture<Boolean> told;

    BelatedReads(Store store, CompletableFuture<Boolean> told) {
      super(store);
      this.told = told;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
      var value = super.read(work).join();
      return told.thenApply(_ -> value);
    }
  }

  @Test
  void the_database_is_bounded_and_tidied() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      var cache = inDatabase(store, 100_000);
      for (int i = 0; i < 40; i++) {
        time.pass(Duration.ofMillis(1));
        var newest = key("ann", i);
        cache.keep(newest, answer("m", "x".repeat(10_000)));
        Patience.until(() -> Store.await(cache.load(newest)).isPresent(), "the answer is written");
      }
      cache.tidy();
      Patience.until(
          () -> Store.await(cache.status()).database().bytes() <= 100_000,
          "the oldest are removed");
      assertThat(Store.await(cache.status()).database().entries()).isBetween(5L, 10L);
      assertThat(Store.await(cache.load(key("ann", 39)))).as("the newest one").isPresent();
      assertThat(Store.await(cache.clear(Selection.ALL))).isPositive();
      cache.keep(key("ann", 1), answer("m", "Hi"));
      Patience.until(() -> Store.await(cache.load(key("ann", 1))).isPresent(), "it is written");
      time.pass(Duration.ofMinutes(15));
      cache.tidy();
      Patience.until(
          () -> Store.await(cache.status()).database().entries() == 0, "what is over is removed");
    }
  }

  @Test
  void only_a_complete_answer_is_worth_keeping() {
    var text = Chunk.Events.of(new ChatEvent.Text(0, "Hi"));
    assertThat(complete(text, finish(FinishReason.STOP))).isTrue();
    assertThat(complete(text, finish(FinishReason.TOOL_CALLS))).isTrue();
    assertThat(complete(text, finish(FinishReason.LENGTH))).isFalse();
    assertThat(complete(text, finish(FinishReason.CONTENT_FILTER))).isFalse();
    assertThat(complete(text)).isFalse();
    assertThat(complete(finish(FinishReason.STOP))).isFalse();
  }

  private static boolean complete(Chunk... chunks) {
    return Completeness.of(Operation.CHAT, List.of(chunks));
  }

  private static Chunk finish(FinishReason reason) {
    return Chunk.Events.of(new ChatEvent.Finish(0, reason));
  }

  private AnswerCache inMemory(long most) {
    return AnswerCache.inMemory(new CacheBounds(most, false, 0, 1 << 20), time, meters);
  }

  private AnswerCache inDatabase(Store store, long most) {
    return AnswerCache.over(store, new CacheBounds(1 << 20, true, most, 1 << 20), time, meters);
  }

  private static CacheKey key(String owner, int number) {
    return new CacheKey(owner, "digest-" + number);
  }

  private CachedAnswer answer(String model, String text) {
    var usage = new Usage(1, 2, 3, 4, 5, 6, 7, true);
    var json = "{\"choices\" : [] , \"长\":\"\"}";
    var body = JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    var call = new ChatEvent.ToolCall(0, 1, "id", "name", "{}", Json.object().put("a", 1));
    List<ChatEvent> events =
        List.of(
            new ChatEvent.Start("id", "model"),
            new ChatEvent.Text(0, "a"),
            new ChatEvent.Reasoning(0, "b"),
            new ChatEvent.Refusal(1, "c"),
            call,
            new ChatEvent.Logprobs(0, List.of(Json.object().put("token", "t"))),
            new ChatEvent.Extension(0, "name", Json.object().put("b", true)),
            new ChatEvent.Finish(0, FinishReason.STOP),
            new ChatEvent.Spent(usage));
    List<Chunk> chunks =
        List.of(
            new Chunk.Events(events),
            new Chunk.Verbatim(body, true, false, Usage.NONE),
            new Chunk.Events(List.of(new ChatEvent.Text(0, text))));
    var source = new CachedAnswer.Source(model, "scope", new DeploymentId("up", "m"), 12);
    return new CachedAnswer(source, Lifetime.from(time.instant(), SETTINGS), chunks, usage);
  }
}
