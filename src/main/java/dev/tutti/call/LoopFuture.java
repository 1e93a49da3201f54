package dev.tutti.call;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Futures of the database, brought back to a call's loop. */
public final class LoopFuture {
  private static final Logger log = LoggerFactory.getLogger(LoopFuture.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private LoopFuture() {}

  /** Value that is found; nothing when it takes longer than half a second, or fails. */
  public static <T> Future<Optional<T>> found(CompletableFuture<Optional<T>> work, Call call) {
    Promise<Optional<T>> promise = Promise.promise();
    var stop = call.loop().timer(PATIENCE, () -> promise.tryComplete(Optional.empty()));
    var _ =
        work.whenComplete(
            (value, thrown) ->
                call.loop()
                    .run(
                        () -> {
                          stop.run();
                          if (thrown != null) {
                            log.warn(
                                "{}: no kept answer can be had: {}", call.id(), thrown.toString());
                          }
                          promise.tryComplete(thrown == null ? value : Optional.empty());
                        }));
    return promise.future();
  }
}
