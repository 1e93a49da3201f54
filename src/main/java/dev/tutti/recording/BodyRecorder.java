package dev.tutti.recording;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.store.StepRunner;
import dev.tutti.store.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recorder of bodies, around models. Thread-safe. */
public final class BodyRecorder {
  private static final Logger log = LoggerFactory.getLogger(BodyRecorder.class);

  /** The most that wait to be written; each may take some times {@link BodySettings#longest}. */
  private static final int MOST_WAITING = 64;

  private static final int MOST_OF_CALL = 100;
  private static final int MOST_DELETED = 100;

  /** Beyond the cut so much is looked at, so that no half of a secret stays. */
  private static final int MARGIN = 4_096;

  private final Store store;
  private final InstantSource clock;
  private final Supplier<BodySettings> settings;
  private final Supplier<? extends RandomGenerator> draws;
  private final Counter dropped;
  private final StepRunner cleaning =
      new StepRunner("Deleting old bodies", List.of(this::deleteSome));
  private final Semaphore room = new Semaphore(MOST_WAITING);

  /**
   * Recorder into a database.
   *
   * @param settings those of the moment
   * @param draws decides what belongs to the sample
   */
  public BodyRecorder(
      Store store,
      InstantSource clock,
      Supplier<BodySettings> settings,
      Supplier<? extends RandomGenerator> draws,
      MeterRegistry registry) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.draws = draws;
    this.dropped =
        Counter.builder("tutti.bodies.dropped")
            .description("Bodies that found no room on their way to the database")
            .register(registry);
  }

  /** The model, with its bodies recorded where that is allowed. */
  public ChatModel around(ChatModel model) {
    return new RecordedModel(model, this);
  }

  Future<ChatStream> open(ChatModel model, ChatRequest request, Call call) {
    var now = settings.get();
    boolean chosen =
        now.allows(call.caller(), call.skill().skill()) && draws.get().nextDouble() < now.sample();
    var began = clock.instant();
    var opened = model.open(request, call);
    if (!chosen) {
      return opened;
    }
    var from = BodyOrigin.of(call.caller(), began);
    BiConsumer<List<Chunk>, Outcome> keeper =
        (chunks, outcome) -> record(new Exchange(request, call.id(), from, chunks, outcome), now);
    return opened
        .map(stream -> stream.through(sink -> new AnswerRecorder(sink, bytes(now), keeper)))
        .onFailure(e -> keeper.accept(List.of(), new Outcome.Failed(Fault.from(e), Usage.NONE)));
  }

  /** The most that is noted of a body: a character is three bytes, and JSON may say it in six. */
  private static int bytes(BodySettings settings) {
    return 6 * (settings.longest() + MARGIN);
  }

  private record Exchange(
      ChatRequest request, String call, BodyOrigin from, List<Chunk> chunks, Outcome outcome) {}

  /** Notes a body. Never blocks. */
  private void record(Exchange exchange, BodySettings now) {
    if (!room.tryAcquire()) {
      dropped.increment();
      return;
    }
    Thread.startVirtualThread(
        () -> {
          try {
            write(exchange, now);
          } catch (RuntimeException e) {
            dropped.increment();
            log.warn("{}: its body is not kept: {}", exchange.call, e.toString());
          } finally {
            room.release();
          }
        });
  }

  private void write(Exchange exchange, BodySettings now) {
    var asked = exchange.request.body().bytes();
    var answered = AnswerJson.of(exchange.chunks, exchange.outcome);
    int most = bytes(now);
    var asText = new String(asked, 0, Math.min(asked.length, most), StandardCharsets.UTF_8);
    var request = Kept.of(asText, asked.length <= most, now);
    var answer = Kept.of(start(answered, most), answered.length() <= most, now);
    var body =
        new RecordedBody(
            exchange.call,
            clock.instant(),
            exchange.request.model(),
            request.text,
            answer.text,
            request.cut || answer.cut);
    Store.await(store.write(handle -> BodyTable.insert(handle, body, exchange.from)));
  }

  /** What is kept of a text. */
  private record Kept(String text, boolean cut) {
    /** Redacts and cuts JSON, which is whole or the beginning of it. */
    static Kept of(String json, boolean whole, BodySettings now) {
      int most = now.longest();
      var plain = JsonEscapes.replaced(json);
      var looked = start(plain, most + MARGIN);
      var redacted = Redaction.of(looked, now.redacted());
      if (whole && looked.length() == plain.length()) {
        return new Kept(start(redacted, most), plain.length() > most);
      }
      // what its rest does not change holds no half of a secret
      var head = Redaction.of(start(plain, Math.max(0, looked.length() - MARGIN)), now.redacted());
      int same = Arrays.mismatch(head.toCharArray(), redacted.toCharArray());
      return new Kept(start(redacted, Math.min(same < 0 ? head.length() : same, most)), true);
    }
  }

  /** The beginning of a text, without half a character. */
  private static String start(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  /** Bodies of a call, in the order in which its models answered; at most 100. */
  public CompletableFuture<List<RecordedBody>> of(String call) {
    return store.read(handle -> BodyTable.ofCall(handle, call, MOST_OF_CALL));
  }

  /** JSON as it would be kept, whatever its length: without what is taken out. */
  public String redacted(String json) {
    return Redaction.of(JsonEscapes.replaced(json), settings.get().redacted());
  }

  /** Deletes the bodies of a call; done when that is on disk, with how many they were. */
  public CompletableFuture<Integer> delete(String call) {
    return store.write(handle -> BodyTable.delete(handle, call));
  }

  /** Deletes what was kept for long enough; to be called now and then. */
  public void tidy() {
    var _ = deleteOld();
  }

  /** The same as {@link #tidy}, for who waits. Does nothing while it is at it already. */
  CompletableFuture<Void> deleteOld() {
    return cleaning.advance();
  }

  private CompletableFuture<Boolean> deleteSome() {
    var before = clock.instant().minus(settings.get().retention());
    return store.write(
        handle -> BodyTable.deleteOlder(handle, before, MOST_DELETED) == MOST_DELETED);
  }
}
