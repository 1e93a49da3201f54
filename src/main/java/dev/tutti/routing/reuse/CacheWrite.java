package dev.tutti.routing.reuse;

import dev.tutti.cache.Completeness;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.ChunkSize;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is noted down while it is read, and kept when it was complete, the model's own and
 * not too long. Whoever only reads along with another call leaves it to that one. Confined to the
 * call's loop.
 */
final class CacheWrite extends ForwardingSink {
  private static final Logger log = LoggerFactory.getLogger(CacheWrite.class);

  /** Beyond this, looking through an answer takes too long for an event loop. */
  private static final int LARGE = 64 << 10;

  private final ChatRequest request;
  private final Call call;
  private final long most;
  private final BiConsumer<List<Chunk>, Usage> keeper;
  private final List<Chunk> noted = new ArrayList<>();
  private long size;

  CacheWrite(
      ChatStream.Sink reader,
      ChatRequest request,
      Call call,
      long most,
      BiConsumer<List<Chunk>, Usage> keeper) {
    super(reader);
    this.request = request;
    this.call = call;
    this.most = most;
    this.keeper = keeper;
  }

  @Override
  public void chunk(Chunk chunk) {
    size += ChunkSize.of(chunk);
    if (size <= most) {
      noted.add(chunk);
    } else {
      noted.clear();
    }
    super.chunk(chunk);
  }

  @Override
  public void end(Outcome outcome) {
    if (outcome instanceof Outcome.Completed(Usage usage) && size <= most) {
      keep(usage);
    }
    super.end(outcome);
  }

  private void keep(Usage usage) {
    if (size > LARGE) {
      call.loop()
          .offload(() -> Completeness.of(request.operation(), noted))
          .onSuccess(complete -> keepIf(complete, usage))
          .onFailure(this::lost);
      return;
    }
    try {
      keepIf(Completeness.of(request.operation(), noted), usage);
    } catch (Fault e) {
      lost(e);
    }
  }

  private void keepIf(boolean complete, Usage usage) {
    if (complete) {
      keeper.accept(noted, usage);
    }
  }

  private void lost(Throwable why) {
    log.warn("{}: the answer is not kept: {}", call.id(), why.toString());
  }
}
