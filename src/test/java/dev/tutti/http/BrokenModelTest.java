package dev.tutti.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.CallObserver;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.RequestIds;
import dev.tutti.call.TraceStart;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.ModelApiFeature;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.security.Principal;
import dev.tutti.telemetry.Telemetry;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingClient;
import dev.tutti.wire.Loops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake of ours anywhere in an answer is an error to the caller, never a silence. */
class BrokenModelTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final Telemetry telemetry = new Telemetry();
  private static final CompletableFuture<Call> left = new CompletableFuture<>();
  private static final JsonBody NONSENSE = nonsense();
  private static final Chunk BAD = new Chunk.Verbatim(NONSENSE, true, false, Usage.NONE);
  private static final Outcome BROKEN =
      new Outcome.Failed(Fault.from(new IllegalStateException("mine")), Usage.NONE);
  private static final Map<String, Stream> STREAMS =
      Map.of(
          "start",
          _ -> mistake(),
          "chunk",
          sink -> sink.chunk(BAD),
          "end",
          BrokenModelTest::endBadly,
          "middle",
          BrokenModelTest::breakInTheMiddle);
  private static Gateway gateway;
  private static String url;

  @BeforeAll
  static void start() {
    var resources =
        new ServerResources(
            Loops.start(vertx, 1),
            (_, _) -> new Principal.Anonymous(),
            new RequestIds(Clock.systemUTC(), new Random(1)),
            BodyMemory.of(64 << 20));
    var calls =
        new CallStart(
            ServerSettings.DEFAULT.at("127.0.0.1", 0),
            new ActiveCalls(),
            CallObserver.NOBODY,
            TraceStart.CALLERS);
    var api = new ModelApiFeature(calls, Broken::new, Prices::shipped, Clock.systemUTC());
    gateway = new Gateway(resources, calls, Feature.routes(List.of(api)));
    url = gateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    vertx.close().await();
    telemetry.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "start", "chunk", "end"})
  void a_whole_answer_is_an_error(String place) throws Exception {
    try (var client = ask(Chat.question(place))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(500);
      assertThat(heard.body()).contains("\"internal\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "start", "chunk", "end", "middle"})
  void a_streamed_answer_is_an_error_or_ends_with_one(String place) throws Exception {
    try (var client = ask(Chat.streamed(place))) {
      var head = client.head();
      assertThat(head.status()).isEqualTo(place.equals("middle") ? 200 : 500);
      if (head.status() == 200) {
        assertThat(client.events()).hasSize(2).last().asString().contains("\"internal\"");
      }
    }
  }

  @Test
  void the_call_is_cancelled_so_that_nobody_works_on() throws Exception {
    try (var client = ask(Chat.question("start"))) {
      client.answer();
    }
    assertThat(Patience.await(left, "the call to be cancelled").reason().code().code())
        .isEqualTo("internal");
  }

  private static TestingClient ask(String json) throws Exception {
    return TestingClient.connect(url).post("/v1/chat/completions", json);
  }

  /** A body with an index of other bytes. */
  private static JsonBody nonsense() {
    var body = JsonBody.parse("{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8));
    return body.differing(0, new byte[0], 0, 0);
  }

  private static void mistake() {
    throw new IllegalStateException("mine");
  }

  private static void endBadly(ChatStream.Sink sink) {
    sink.chunk(new Chunk.Whole(NONSENSE, Usage.NONE));
    sink.end(new Outcome.Completed(Usage.NONE));
  }

  /** What is flushed leaves at the end of the loop's turn, so it breaks in the next one. */
  private static void breakInTheMiddle(ChatStream.Sink sink) {
    sink.chunk(Chunk.Events.of(new ChatEvent.Text(0, "Hi")));
    sink.flush();
    vertx.getOrCreateContext().runOnContext(_ -> sink.end(BROKEN));
  }

  /** How a stream behaves when it is started. */
  @FunctionalInterface
  private interface Stream extends ChatStream {
    @Override
    default void pause() {}

    @Override
    default void resume() {}
  }

  private static final class Broken implements ModelCatalog {
    @Override
    public ChatModel model(String name) {
      return (_, call) -> {
        call.onCancel(() -> left.complete(call));
        var stream = STREAMS.get(name);
        if (stream == null) {
          mistake();
        }
        return Future.succeededFuture(stream);
      };
    }

    @Override
    public Explanation explain(ChatRequest request, Caller caller) {
      return new Explanation(request.model(), List.of());
    }

    @Override
    public List<Candidate> members(String name) {
      return List.of();
    }

    @Override
    public List<Entry> entries() {
      return List.of();
    }
  }
}
