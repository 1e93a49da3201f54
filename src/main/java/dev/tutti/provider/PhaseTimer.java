package dev.tutti.provider;

import dev.tutti.call.Call;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The time-outs of one exchange, on one timer: a limit for each phase, and the total. While the
 * reader is slow the upstream's clock stands still. Confined to the call's loop.
 */
final class PhaseTimer {
  /** Where the exchange stands. */
  enum Phase {
    HEADERS,
    FIRST_TOKEN,
    IDLE
  }

  private final Call call;
  private final Timeouts timeouts;
  private final boolean streamed;
  private final Consumer<String> late;
  private final long began;
  private Phase phase = Phase.HEADERS;
  private long since;
  private long due = Long.MAX_VALUE;
  private boolean paused;
  private boolean stopped;
  private Runnable unset = () -> {};

  PhaseTimer(Call call, Timeouts timeouts, boolean streamed, Consumer<String> late) {
    this.call = call;
    this.timeouts = timeouts;
    this.streamed = streamed;
    this.late = late;
    this.began = call.loop().nanos();
    this.since = began;
  }

  /** The headers and the first token share one limit, which begins when the request is sent. */
  void enter(Phase next) {
    phase = next;
    if (next != Phase.FIRST_TOKEN) {
      since = call.loop().nanos();
    }
    if (since + limit().toNanos() < due) {
      arm(limit());
    }
  }

  /** Bytes have come. */
  void progress() {
    if (phase == Phase.IDLE) {
      since = call.loop().nanos();
    }
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    since = call.loop().nanos();
  }

  void stop() {
    stopped = true;
    unset.run();
  }

  private void arm(Duration in) {
    var soonest = in.compareTo(remaining()) < 0 ? in : remaining();
    unset.run();
    due = call.loop().nanos() + soonest.toNanos();
    unset = call.loop().timer(soonest, this::tick);
  }

  private void tick() {
    if (stopped) {
      return;
    }
    if (paused) {
      since = call.loop().nanos();
    }
    var left = limit().minusNanos(call.loop().nanos() - since);
    if (!remaining().isPositive()) {
      late.accept("total: not done within " + seconds(total()));
    } else if (left.isPositive()) {
      arm(left);
    } else {
      late.accept(what() + " within " + seconds(limit()));
    }
  }

  private String what() {
    return switch (phase) {
      case HEADERS -> "headers: no answer";
      case FIRST_TOKEN -> "first_token: no content";
      case IDLE -> "idle: nothing more";
    };
  }

  private Duration limit() {
    return switch (phase) {
      case HEADERS, FIRST_TOKEN -> streamed ? timeouts.firstToken() : remaining();
      case IDLE -> timeouts.idle();
    };
  }

  private Duration total() {
    return streamed ? timeouts.total() : timeouts.totalWhole();
  }

  private Duration remaining() {
    var own = total().minusNanos(call.loop().nanos() - began);
    return own.compareTo(call.remaining()) < 0 ? own : call.remaining();
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
