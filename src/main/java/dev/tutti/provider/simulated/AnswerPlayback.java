package dev.tutti.provider.simulated;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Playback of an {@link AnswerPlan}: a step is handed over when it is due and the reader is ready;
 * a slow reader finds everything that became due meanwhile. Confined to the call's loop, with one
 * timer at a time.
 */
final class AnswerPlayback implements ChatStream {
  private static final Duration TICK = Duration.ofMillis(1);

  private final Call call;
  private final SimulatedPace pace;
  private final PlaybackListener listener;
  private final Duration began;
  private final Promise<ChatStream> opened = Promise.promise();
  private AnswerPlan plan = AnswerPlan.silent();
  private Duration opening = Duration.ZERO;
  private boolean speaks;
  private int next;
  private long tokens;
  private Usage usage = Usage.NONE;
  private boolean paused = true;
  private Runnable forget = () -> {};
  private Runnable stopTimer = () -> {};
  private @Nullable Sink sink;
  private @Nullable Outcome outcome;

  AnswerPlayback(Call call, SimulatedPace pace, PlaybackListener listener) {
    this.call = call;
    this.pace = pace;
    this.listener = listener;
    this.began = call.elapsed();
  }

  /** Completes or fails as a model's {@code open} does. */
  Future<ChatStream> opened() {
    return opened.future();
  }

  /** Plays a plan; once. */
  void play(AnswerPlan written) {
    plan = written;
    opening = opening();
    forget = call.onCancel(() -> fail(call.reason()));
    advance();
  }

  /** The time at which the first substantial step is due, or the ending where there is none. */
  private Duration opening() {
    long made = 0;
    for (var step : plan.steps()) {
      made += step.tokens();
      if (step.chunk().substantial()) {
        speaks = true;
        return pace.after(made, plan.speed());
      }
    }
    return end(made);
  }

  private Duration end(long made) {
    var last = pace.after(made, plan.speed());
    return plan.ending() instanceof Ending.Silence ? last.plus(pace.silence()) : last;
  }

  @Override
  public void start(Sink reader) {
    sink = reader;
    if (outcome != null) {
      reader.end(outcome);
      return;
    }
    resume();
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    advance();
  }

  private void advance() {
    stopTimer.run();
    try {
      goOn();
    } catch (RuntimeException e) {
      fail(Fault.from(e)); // the reader's mistake: it hears no more
    }
  }

  private void goOn() {
    var now = call.elapsed().minus(began);
    if (outcome != null) {
      return;
    }
    if (opened.future().isComplete()) {
      deliver(now);
    } else if (opening.compareTo(now) > 0) {
      await(opening, now);
    } else if (speaks || plan.ending() instanceof Ending.Complete) {
      listener.opened();
      opened.complete(this);
    } else {
      finish();
    }
  }

  private void deliver(Duration now) {
    var reader = sink;
    if (reader == null) {
      return;
    }
    int from = next;
    while (ready(now)) {
      var step = plan.steps().get(next++);
      tokens += step.tokens();
      usage = usage.max(step.chunk().usage());
      reader.chunk(step.chunk());
    }
    if (next > from && outcome == null) {
      reader.flush();
    }
    if (paused || outcome != null) {
      return;
    }
    if (due().compareTo(now) > 0) {
      await(due(), now);
    } else if (next == plan.steps().size()) {
      finish();
    }
  }

  private boolean ready(Duration now) {
    boolean waiting = paused || outcome != null;
    return !waiting && next < plan.steps().size() && due().compareTo(now) <= 0;
  }

  /** The time at which the next step is due, or the ending. */
  private Duration due() {
    return next < plan.steps().size()
        ? pace.after(tokens + plan.steps().get(next).tokens(), plan.speed())
        : end(tokens);
  }

  private void await(Duration due, Duration now) {
    stopTimer.run();
    var rest = due.minus(now);
    stopTimer = call.loop().timer(rest.compareTo(TICK) < 0 ? TICK : rest, this::advance);
  }

  private void finish() {
    switch (plan.ending()) {
      case Ending.Complete() -> end(new Outcome.Completed(usage));
      case Ending.Break(Fault fault) -> fail(fault);
      case Ending.Silence() ->
          fail(Fault.of(FaultCode.TIMEOUT, "simulated: silent for " + pace.silence()));
    }
  }

  /** A caller who leaves, and an answer that breaks off, are accounted for what came. */
  private void fail(Fault fault) {
    var came = new Usage(plan.input(), tokens, 0, 0, 0, 0, 0, true);
    end(new Outcome.Failed(fault, usage.isNone() && tokens > 0 ? came : usage));
  }

  private void end(Outcome how) {
    if (outcome != null) {
      return;
    }
    outcome = how;
    stopTimer.run();
    forget.run();
    listener.ended(how);
    if (sink != null) {
      sink.end(how);
    } else if (how instanceof Outcome.Failed(Fault fault, Usage _)) {
      opened.tryFail(fault);
    }
  }
}
