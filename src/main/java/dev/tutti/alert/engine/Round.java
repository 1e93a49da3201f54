package dev.tutti.alert.engine;

import dev.tutti.alert.notice.Inhibition;
import dev.tutti.alert.notice.Notice;
import dev.tutti.alert.notice.NotificationGroup;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.Phase;
import dev.tutti.alert.rule.RuleMachine;
import dev.tutti.alert.rule.RuleState;
import dev.tutti.alert.rule.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Round of the engine: what becomes of the states when the rules are measured at a time. To be used
 * once, by one thread.
 */
final class Round {
  /** The most groups of all rules together. */
  static final int MOST_WATCHED = 10_000;

  /** A group without alerts is forgotten when nothing was measured of it for so long. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Instant now;
  private final Map<String, WatchedGroup> watched;
  private final Map<String, NotificationGroup> notifications;
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> dirty = new HashSet<>();

  Round(AlertStates before, Instant now) {
    this.now = now;
    watched = new LinkedHashMap<>(before.watched());
    notifications = new TreeMap<>(before.notifications());
  }

  /** Change of the state of a watched group. */
  record Change(String id, StateChange change) {}

  /**
   * Result of a round.
   *
   * @param dirty ids of groups whose state has changed or is gone
   * @param told alerts to tell of now, by topic
   */
  record Result(
      AlertStates states,
      List<Change> changes,
      Set<String> dirty,
      Map<String, List<Notice>> told) {}

  /** A rule was measured. Groups that were there and are not any more have no data. */
  void measured(AlertRule rule, List<GroupSample> samples) {
    var seen = new HashSet<String>();
    for (var sample : samples) {
      var id = WatchedGroup.id(rule.name(), sample.labels());
      if (seen.add(id)) {
        step(id, rule, sample.labels(), sample.measurement());
      }
    }
    for (var each : List.copyOf(watched.values())) {
      if (each.rule().name().equals(rule.name()) && !seen.contains(each.id())) {
        step(each.id(), rule, each.labels(), new Observation.Missing(0));
      }
    }
  }

  private void step(String id, AlertRule rule, GroupLabels labels, Observation seen) {
    var before = watched.get(id);
    if (before == null && watched.size() >= MOST_WATCHED) {
      return;
    }
    var state = before == null ? RuleState.first(now) : before.state();
    var next = RuleMachine.next(rule, state, seen, now);
    var group = new WatchedGroup(id, rule, labels, next.state(), seen);
    watched.put(id, group);
    next.changes().forEach(change -> note(group, change));
    if (!next.state().mark().equals(state.mark())) {
      dirty.add(id);
    }
  }

  private void note(WatchedGroup group, StateChange change) {
    changes.add(new Change(group.id(), change));
    dirty.add(group.id());
    var notices = notifications.getOrDefault(group.topic(), NotificationGroup.EMPTY);
    var text = MeasureText.of(group.rule(), group.last());
    var next =
        switch (change.kind()) {
          case FIRED, RAISED ->
              notices.with(
                  Notice.firing(group.id(), group.about(), group.state().began(), text), now);
          case RESOLVED ->
              notices
                  .notice(group.id())
                  .map(notice -> notices.with(notice.ended(text), now))
                  .orElse(notices);
          case MOVED -> notices;
        };
    notifications.put(group.topic(), next);
  }

  /**
   * Ends the round.
   *
   * @param rules that are in force, whether they could be measured or not
   */
  Result end(Set<String> rules, Mutes mutes) {
    for (var each : List.copyOf(watched.values())) {
      if (!rules.contains(each.rule().name())) {
        drop(each);
      } else if (isForgotten(each)) {
        watched.remove(each.id());
        dirty.add(each.id());
      }
    }
    var told = tell(mutes);
    notifications.values().removeIf(NotificationGroup::isEmpty);
    return new Result(new AlertStates(watched, notifications), changes, dirty, told);
  }

  private boolean isForgotten(WatchedGroup group) {
    return group.state().phase() == Phase.OK && !now.isBefore(group.state().seen().plus(FORGOTTEN));
  }

  /** A rule that is gone, or switched off, has no alerts. */
  private void drop(WatchedGroup group) {
    watched.remove(group.id());
    dirty.add(group.id());
    var phase = group.state().phase();
    if (phase.isAlert()) {
      note(group, new StateChange(now, phase, Phase.OK, StateChange.Kind.RESOLVED, Double.NaN));
    }
  }

  private Map<String, List<Notice>> tell(Mutes mutes) {
    var firing =
        notifications.values().stream()
            .flatMap(each -> each.notices().values().stream())
            .filter(Notice::firing)
            .toList();
    var told = new HashMap<String, List<Notice>>();
    notifications.replaceAll(
        (topic, group) -> {
          var step =
              group.due(
                  each ->
                      mutes.reason(each.about(), now).isPresent()
                          || Inhibition.mutes(firing, each.about()),
                  now);
          if (!step.told().isEmpty()) {
            told.put(topic, step.told());
          }
          return step.next();
        });
    return told;
  }
}
