package dev.tutti.alert.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that are told together, and how far they were. Immutable.
 *
 * @param notices by the ids of their alerts
 * @param waiting since when there are news in it; null without any
 * @param sent when its last message was sent; null before the first
 */
public record NotificationGroup(
    Map<String, Notice> notices, @Nullable Instant waiting, @Nullable Instant sent) {
  /** Nothing to tell. */
  public static final NotificationGroup EMPTY = new NotificationGroup(Map.of(), null, null);

  /** Alerts that fire within this time are one message. */
  static final Duration FIRST = Duration.ofSeconds(30);

  /** Changes are told at most so often. */
  static final Duration UPDATE = Duration.ofMinutes(5);

  /** What goes on is told so often. */
  static final Duration REPEAT = Duration.ofHours(4);

  /** Keeps a copy, in order. */
  public NotificationGroup {
    notices = Collections.unmodifiableMap(new LinkedHashMap<>(notices));
  }

  /**
   * Step of a group.
   *
   * @param next the group after it
   * @param told alerts to tell of now; nothing is due where there are none
   */
  public record Step(NotificationGroup next, List<Notice> told) {
    /** Keeps a copy. */
    public Step {
      told = List.copyOf(told);
    }
  }

  /** Whether it can be forgotten. */
  public boolean isEmpty() {
    return notices.isEmpty();
  }

  /** Notice of an alert. */
  public Optional<Notice> notice(String id) {
    return Optional.ofNullable(notices.get(id));
  }

  /** The same with an alert that has changed. */
  public NotificationGroup with(Notice notice, Instant now) {
    var next = new LinkedHashMap<>(notices);
    next.merge(notice.id(), notice, (before, after) -> after.after(before));
    return new NotificationGroup(next, waiting == null ? now : waiting, sent);
  }

  /**
   * What is due. An end is told whenever its beginning was, muted or not; an alert that begins and
   * ends while it is muted is never told.
   */
  public Step due(Predicate<Notice> muted, Instant now) {
    var kept = new LinkedHashMap<>(notices);
    kept.values().removeIf(each -> !each.firing() && !each.open() && muted.test(each));
    var group = new NotificationGroup(kept, waiting, sent);
    return group.isDue(muted, now)
        ? group.tell(muted, now)
        : new Step(kept.isEmpty() ? EMPTY : group, List.of());
  }

  private boolean isDue(Predicate<Notice> muted, Instant now) {
    if (news(muted).findAny().isEmpty()) {
      return goesOn(muted) && passed(sent, REPEAT, now);
    }
    if (notices.values().stream().noneMatch(Notice::open)) {
      return passed(waiting, FIRST, now);
    }
    boolean over = notices.values().stream().noneMatch(Notice::firing);
    return over || passed(sent, UPDATE, now);
  }

  private boolean goesOn(Predicate<Notice> muted) {
    return notices.values().stream().anyMatch(each -> each.open() && !muted.test(each));
  }

  private Stream<Notice> news(Predicate<Notice> muted) {
    return notices.values().stream()
        .filter(Notice::news)
        .filter(each -> (!each.firing() && each.open()) || !muted.test(each));
  }

  private static boolean passed(@Nullable Instant since, Duration time, Instant now) {
    return since == null || !now.isBefore(since.plus(time));
  }

  /** Tells of what is not muted; what has ended and was told is forgotten. */
  private Step tell(Predicate<Notice> muted, Instant now) {
    var told =
        notices.values().stream()
            .filter(each -> (!each.firing() && each.open()) || !muted.test(each))
            .toList();
    var next = new LinkedHashMap<>(notices);
    for (var each : told) {
      if (each.firing()) {
        next.put(each.id(), each.told());
      } else {
        next.remove(each.id());
      }
    }
    boolean left = next.values().stream().anyMatch(Notice::news);
    return new Step(
        next.isEmpty() ? EMPTY : new NotificationGroup(next, left ? waiting : null, now), told);
  }
}
