package dev.tutti.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Latest events of a server's run, in a ring of bounded length. Thread-safe. */
public final class EventLog {
  private static final int LENGTH = 4_096;

  /** Time for which a reader who has lost its connection may come back and miss nothing. */
  private static final long ABSENCE = Duration.ofMinutes(1).toNanos();

  private final String run;
  private final LongSupplier nanos;
  private final EventEntry[] ring = new EventEntry[LENGTH];
  private long last;
  private volatile boolean watched;
  private volatile long readAt;

  /**
   * @param run a name of the server's run, so that numbers of another run are not taken for its own
   * @param nanos a ticker, as {@link System#nanoTime}
   */
  public EventLog(String run, LongSupplier nanos) {
    this.run = run;
    this.nanos = nanos;
  }

  /** Name of the server's run. */
  public String run() {
    return run;
  }

  /**
   * Notes an event.
   *
   * @param json what is told of it, on one line
   */
  public synchronized void add(EventTopic topic, String json) {
    last++;
    var text = "id: " + run + '-' + last + "\nevent: " + topic.word() + "\ndata: " + json + "\n\n";
    ring[(int) (last % LENGTH)] = new EventEntry(last, topic, text);
  }

  /** Notes an event that nobody needs who does not watch now, or did a minute ago. */
  public void addIfWatched(EventTopic topic, Supplier<String> json) {
    if (isWatched()) {
      add(topic, json.get());
    }
  }

  /** Whether somebody reads, or did a minute ago. */
  public boolean isWatched() {
    if (watched && nanos.getAsLong() - readAt > ABSENCE) {
      watched = false;
    }
    return watched;
  }

  /** Number of the latest event, 0 before the first. */
  public synchronized long last() {
    return last;
  }

  /**
   * Events after a number, for one reader.
   *
   * @param limit at most so many are looked at
   */
  public EventPage after(long number, Set<EventTopic> topics, int limit) {
    readAt = nanos.getAsLong();
    watched = true;
    return page(number, topics, limit);
  }

  private synchronized EventPage page(long number, Set<EventTopic> topics, int limit) {
    long first = Math.max(number, last - LENGTH) + 1;
    long end = Math.min(last, first + limit - 1);
    var events = new ArrayList<EventEntry>();
    for (long i = first; i <= end; i++) {
      var entry = ring[(int) (i % LENGTH)];
      if (topics.contains(entry.topic())) {
        events.add(entry);
      }
    }
    return new EventPage(events, first - number - 1, end);
  }
}
