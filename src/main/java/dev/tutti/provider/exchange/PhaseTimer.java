package dev.tutti.provider.exchange;

import dev.tutti.call.Loop;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The time-outs of one exchange, on one timer: a limit for each phase, and the total. While the
 * reader is slow the upstream's clock stands still. Confined to the call's loop.
 */
final class PhaseTimer {
  /** Phases of an exchange until its answer is read. */
  enum Phase {
    HEADERS,
    FIRST_TOKEN,
    IDLE
  }

  private static final Duration SOONEST = Duration.ofMillis(1);

  private final Loop loop;
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

  PhaseTimer(Loop loop, Timeouts timeouts, boolean streamed, Consumer<String> late) {
    this.loop = loop;
    this.timeouts = timeouts;
    this.streamed = streamed;
    this.late = late;
    this.began = loop.nanos();
    this.since = began;
  }

  /** What the headers took is taken off the time for the first token. */
  void enter(Phase next) {
    long now = loop.nanos();
    phase = next;
    if (next != Phase.FIRST_TOKEN) {
      since = now;
    }
    var left = limit().minusNanos(now - since);
    if (now + left.toNanos() < due) {
      arm(left, now);
    }
  }

  /** Bytes have come. */
  void progress() {
    if (phase == Phase.IDLE) {
      since = loop.nanos();
    }
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    since = loop.nanos();
  }

  void stop() {
    stopped = true;
    unset.run();
  }

  private void arm(Duration in, long now) {
    var rest = remaining(now);
    var soonest = in.compareTo(rest) < 0 ? in : rest;
    unset.run();
    due = now + soonest.toNanos();
    unset = loop.timer(soonest.compareTo(SOONEST) < 0 ? SOONEST : soonest, this::tick);
  }

  private void tick() {
    if (stopped) {
      return;
    }
    long now = loop.nanos();
    if (paused) {
      since = now;
    }
    var left = limit().minusNanos(now - since);
    if (!remaining(now).isPositive()) {
      late.accept("total: not done within " + seconds(total()));
    } else if (left.isPositive()) {
      arm(left, now);
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
      case HEADERS -> streamed ? timeouts.headers() : total();
      case FIRST_TOKEN -> streamed ? timeouts.firstToken() : total();
      case IDLE -> timeouts.idle();
    };
  }

  private Duration total() {
    return streamed ? timeouts.total() : timeouts.totalWhole();
  }

  private Duration remaining(long now) {
    return total().minusNanos(now - began);
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
