package dev.tutti.routing.structured;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.ChunkSize;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** A whole answer that nobody was shown yet. Confined to the call's loop while it comes. */
final class BufferedAnswer implements ChatStream.Sink {
  /** The longest answer that is held, as its chunks were written. */
  static final long MOST_BYTES = 16 << 20;

  private final Call call;
  private final Promise<BufferedAnswer> whole = Promise.promise();
  private final List<Chunk> chunks = new ArrayList<>();
  private Usage usage = Usage.NONE;
  private long bytes;

  private BufferedAnswer(Call call) {
    this.call = call;
  }

  /**
   * Reads an answer to its end; fails as it does, and with {@code invalid_output} beyond bounds.
   */
  static Future<BufferedAnswer> of(ChatStream stream, Call call) {
    var buffered = new BufferedAnswer(call);
    stream.start(buffered);
    return buffered.whole.future();
  }

  /** Takes notes of an answer that somebody else reads. */
  static BufferedAnswer beside(Call call) {
    return new BufferedAnswer(call);
  }

  @Override
  public void chunk(Chunk chunk) {
    chunks.add(chunk);
    bytes += ChunkSize.of(chunk);
    if (bytes > MOST_BYTES && !call.cancelled()) {
      call.cancel(
          Fault.of(
              FaultCode.INVALID_OUTPUT,
              "a structured answer of more than %d bytes (expected: fewer)".formatted(MOST_BYTES)));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void end(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Usage used) -> {
        usage = used;
        whole.complete(this);
      }
      case Outcome.Failed(Fault fault, Usage _) -> whole.fail(fault);
    }
  }

  /** The chunks as the upstream sent them. */
  List<Chunk> chunks() {
    return chunks;
  }

  /** The usage of the answer. */
  Usage usage() {
    return usage;
  }

  /** The same as one reply. */
  Reply reply() {
    var collector = new ReplyCollector();
    chunks.forEach(chunk -> chunk.events().forEach(collector::add));
    return collector.reply();
  }
}
