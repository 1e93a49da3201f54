package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Places of streams of events that are open, or of other answers that are held back, so that a
 * reader who forgets to close them keeps nobody else away. Thread-safe.
 */
public final class StreamPlaces {
  private final String member;
  private final String noun;
  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /**
   * @param most places in all
   * @param mostOfOne those of one reader
   */
  public StreamPlaces(int most, int mostOfOne) {
    this("events", "streams", most, mostOfOne);
  }

  /**
   * @param member of a request that takes a place, as a refusal names it
   * @param noun for what takes a place, as in {@code events: 7 streams}
   * @param most places in all
   * @param mostOfOne those of one reader
   */
  public StreamPlaces(String member, String noun, int most, int mostOfOne) {
    this.member = member;
    this.noun = noun;
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /**
   * Takes a place.
   *
   * @param reader who reads; empty for readers that are not told apart, who may have all places
   * @return gives it back; again does nothing
   * @throws Fault {@code rate_limited}
   */
  public synchronized Runnable take(String reader) {
    int own = taken.getOrDefault(reader, 0);
    if (all >= most || (!reader.isEmpty() && own >= mostOfOne)) {
      throw Fault.of(
          FaultCode.RATE_LIMITED,
          "%s: %d %s, %d of them yours (expected: fewer than %d, and of yours than %d)"
              .formatted(member, all, noun, own, most, mostOfOne));
    }
    all++;
    taken.put(reader, own + 1);
    var given = new AtomicBoolean();
    return () -> {
      if (given.compareAndSet(false, true)) {
        giveBack(reader);
      }
    };
  }

  private synchronized void giveBack(String reader) {
    all--;
    taken.computeIfPresent(reader, (_, count) -> count > 1 ? count - 1 : null);
  }
}
