package dev.tutti.call;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** An answer that is known from its beginning to its end. Confined to the call's loop. */
public final class ReplayStream implements ChatStream {
  private final Queue<Chunk> left;
  private final Outcome outcome;
  private boolean paused = true;
  private boolean ended;
  private @Nullable Sink sink;

  /** Says these chunks, which used so much. */
  public ReplayStream(List<? extends Chunk> chunks, Usage usage) {
    this(chunks, new Outcome.Completed(usage));
  }

  /** Says these chunks, and ends so. */
  public ReplayStream(List<? extends Chunk> chunks, Outcome outcome) {
    this.left = new ArrayDeque<>(chunks);
    this.outcome = outcome;
  }

  @Override
  public void start(Sink to) {
    sink = to;
    resume();
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    if (sink != null) {
      say(sink);
    }
  }

  private void say(Sink to) {
    while (!paused && !left.isEmpty()) {
      to.chunk(left.remove());
      to.flush();
    }
    if (!paused && !ended && left.isEmpty()) {
      ended = true;
      to.end(outcome);
    }
  }
}
