package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;
import dev.tutti.task.line.LineEntry.EntryWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Number of tasks about one subject, such as a model, that run at once: any, until more than half
 * of the latest attempts were refused because of a limit of pace or of calls at once. Then it
 * becomes seven tenths of what ran, at most once a second, and grows by one with each round of
 * successes (additive increase and multiplicative decrease, Chiu and Jain 1989), up to where
 * nothing is known of it any more. A few refusals among many successes change nothing. Thread-safe.
 */
public final class AdaptiveConcurrency {
  private static final int SAMPLE = 20;
  private static final double DECREASE = 0.7;
  private static final long PAUSE = Duration.ofSeconds(1).toMillis();
  private static final int MOST_LEVELS = 1_000;

  private final InstantSource clock;
  private final Map<Subject, Integer> running = new HashMap<>();
  private final Map<Subject, Level> levels =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Level> eldest) {
          return size() > MOST_LEVELS;
        }
      };

  public AdaptiveConcurrency(InstantSource clock) {
    this.clock = clock;
  }

  private record Subject(String kind, String subject) {}

  private static final class Level {
    private int outcomes; // a bit for each of the latest, 1 for a refusal
    private int known;
    private double most = Double.MAX_VALUE;
    private long changed;

    void add(boolean refused) {
      outcomes = (outcomes << 1 | (refused ? 1 : 0)) & ((1 << SAMPLE) - 1);
      known = Math.min(SAMPLE, known + 1);
    }

    int refused() {
      return Integer.bitCount(outcomes);
    }
  }

  private static Subject subject(EntryWork work) {
    return new Subject(work.kind(), work.subject());
  }

  synchronized Optional<Admission.Held> ask(EntryWork work) {
    var level = levels.get(subject(work));
    int now = running.getOrDefault(subject(work), 0);
    if (level == null || now < Math.max(1, (int) level.most)) {
      return Optional.empty();
    }
    var text =
        "%d tasks about %s run, which has refused %d of the latest %d attempts (at most %d at once)"
            .formatted(now, work.subject(), level.refused(), level.known, (int) level.most);
    return Optional.of(
        new Admission.Held(
            "refusals " + work.kind() + " " + work.subject(), new TaskReason("refusals", text)));
  }

  synchronized void started(EntryWork work) {
    running.merge(subject(work), 1, Integer::sum);
  }

  synchronized void ended(EntryWork work) {
    running.computeIfPresent(subject(work), (_, count) -> count > 1 ? count - 1 : null);
  }

  /**
   * Hears how an attempt has ended.
   *
   * @param refused whether a limit of pace or of calls at once has refused it
   * @param workers the most tasks at once
   */
  public synchronized void ended(String kind, String about, boolean refused, int workers) {
    var subject = new Subject(kind, about);
    var level = refused ? levels.computeIfAbsent(subject, _ -> new Level()) : levels.get(subject);
    if (level == null) {
      return;
    }
    level.add(refused);
    if (!refused) {
      level.most = Math.min(Double.MAX_VALUE, level.most + 1 / level.most);
      if (level.most >= workers && level.refused() == 0) {
        levels.remove(subject);
      }
      return;
    }
    long now = clock.millis();
    if (level.known == SAMPLE && level.refused() > SAMPLE / 2 && now - level.changed >= PAUSE) {
      level.most = Math.max(1, Math.min(level.most, running.getOrDefault(subject, 1)) * DECREASE);
      level.changed = now;
    }
  }

  /** Tasks about a subject that may run at once, where fewer than there are workers. */
  public synchronized Optional<Integer> most(String kind, String subject) {
    return Optional.ofNullable(levels.get(new Subject(kind, subject)))
        .filter(level -> level.most < Integer.MAX_VALUE)
        .map(level -> Math.max(1, (int) level.most));
  }
}
