package dev.tutti.call;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what a stream says and how it ends. */
public final class TestingSink implements ChatStream.Sink {
  private final List<Chunk> chunks = new ArrayList<>();
  private @Nullable Outcome outcome;

  @Override
  public void chunk(Chunk chunk) {
    chunks.add(chunk);
  }

  @Override
  public void flush() {}

  @Override
  public void end(Outcome how) {
    if (outcome != null) {
      throw new IllegalStateException("ended twice: " + outcome + ", " + how);
    }
    outcome = how;
  }

  /** The chunks so far. */
  public List<Chunk> chunks() {
    return chunks;
  }

  /** The events so far. */
  public List<ChatEvent> events() {
    return chunks.stream().flatMap(chunk -> chunk.events().stream()).toList();
  }

  /** The answer so far. */
  public Reply reply() {
    var collector = new ReplyCollector();
    events().forEach(collector::add);
    return collector.reply();
  }

  /** Whether it has ended. */
  public boolean ended() {
    return outcome != null;
  }

  /** How it ended. */
  public Outcome outcome() {
    return outcome == null
        ? new Outcome.Failed(Fault.from(new IllegalStateException("not ended")), Usage.NONE)
        : outcome;
  }
}
