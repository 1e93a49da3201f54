package dev.tutti.routing;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import org.jspecify.annotations.Nullable;

/** A caller that notes what comes. Confined to the call's loop. */
public final class TestingReader implements ChatStream.Sink {
  private final Call call;
  private final boolean pauses;
  private final StringBuilder text = new StringBuilder();
  private @Nullable ChatStream stream;
  private @Nullable Outcome outcome;

  private TestingReader(Call call, boolean pauses) {
    this.call = call;
    this.pauses = pauses;
  }

  /** Asks, and reads from the beginning on. */
  public static TestingReader of(ChatModel model, ChatRequest request, Call call) {
    return new TestingReader(call, false).ask(model, request);
  }

  /** Asks, and pauses after each flush. */
  public static TestingReader pausing(ChatModel model, ChatRequest request, Call call) {
    return new TestingReader(call, true).ask(model, request);
  }

  private TestingReader ask(ChatModel model, ChatRequest request) {
    model
        .open(request, call)
        .onSuccess(
            begun -> {
              stream = begun;
              begun.start(this);
            })
        .onFailure(thrown -> end(new Outcome.Failed(Fault.from(thrown), Usage.NONE)));
    return this;
  }

  public Call call() {
    return call;
  }

  public void leave() {
    call.cancel();
  }

  public void pause() {
    if (stream != null) {
      stream.pause();
    }
  }

  public void resume() {
    if (stream != null) {
      stream.resume();
    }
  }

  /** What was said so far. */
  public String text() {
    return text.toString();
  }

  public boolean hasEnded() {
    return outcome != null;
  }

  public boolean isComplete() {
    return outcome instanceof Outcome.Completed;
  }

  /** What was used, as far as the end has said. */
  public Usage usage() {
    return outcome == null ? Usage.NONE : outcome.usage();
  }

  /** Why it failed. */
  public Fault fault() {
    if (outcome instanceof Outcome.Failed(Fault fault, Usage _)) {
      return fault;
    }
    throw new AssertionError("it has not failed: " + outcome);
  }

  public FaultCode code() {
    return fault().code();
  }

  @Override
  public void chunk(Chunk chunk) {
    if (outcome != null) {
      throw new AssertionError("a chunk after the end");
    }
    for (var event : chunk.events()) {
      if (event instanceof ChatEvent.Text(int _, String said)) {
        text.append(said);
      }
    }
  }

  @Override
  public void flush() {
    if (pauses) {
      pause();
    }
  }

  @Override
  public void end(Outcome how) {
    if (outcome != null) {
      throw new AssertionError("it ended twice");
    }
    outcome = how;
  }
}
