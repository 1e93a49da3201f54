package dev.tutti.character;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Cards;
import dev.tutti.testing.Patience;
import dev.tutti.wire.Loops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards that wait for their turn to be read. */
class CharacterFilesTest {
  /** Threads that a loop has for what is offloaded. */
  private static final int OFFLOADED = 20;

  private static final int CALLS = OFFLOADED + 5;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Store store;
  private StoredCharacters characters;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    characters = new StoredCharacters(store, InstantSource.system(), new Random(1));
    var _ = Store.await(characters.keep("", Cards.named("Nara")));
  }

  @AfterEach
  void close() {
    vertx.close().await();
    store.close();
  }

  private static Future<ChatStream> ask(CharacterModelSource source, Loop loop) {
    var request = ChatRequest.builder("character:Nara").user("Hello").build();
    return source
        .model("character:Nara")
        .open(request, new Call("call", Caller.ANONYMOUS, loop, Patience.LIMIT));
  }

  @Test
  void characters_that_wait_for_their_turn_leave_a_loop_to_its_other_work() throws Exception {
    var turns = new Semaphore(0);
    var nobody =
        ModelCatalog.only(
            (_, _) -> Future.failedFuture(Fault.of(FaultCode.UPSTREAM_ERROR, "nobody plays")));
    var source =
        new CharacterModelSource(
            new CharacterFiles(characters, turns),
            () -> nobody,
            () -> "up/small",
            (_, _) -> true,
            String::length);
    var loop = Loops.start(vertx, 1).next();
    var asked = new CompletableFuture<Future<?>>();
    loop.run(
        () ->
            asked.complete(
                Future.join(IntStream.range(0, CALLS).mapToObj(_ -> ask(source, loop)).toList())));
    var answers = Patience.await(asked, "calls of characters");
    Patience.until(() -> turns.getQueueLength() >= OFFLOADED, "cards wait for their turn");
    var other = loop.offload(() -> "done").toCompletionStage().toCompletableFuture();
    assertThat(Patience.await(other, "other work")).isEqualTo("done");
    turns.release(CALLS);
    Patience.until(answers::isComplete, "each card has had its turn");
    assertThat(answers.cause()).hasMessageContaining("nobody plays");
    assertThat(turns.availablePermits()).isEqualTo(CALLS);
  }
}
