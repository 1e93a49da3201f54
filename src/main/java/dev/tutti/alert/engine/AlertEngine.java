package dev.tutti.alert.engine;

import dev.tutti.alert.Alerts;
import dev.tutti.alert.notice.NotificationText;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.Observation;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Engine that holds rules against measurements and tells of what they find. Thread-safe. */
public final class AlertEngine {
  private static final Logger log = LoggerFactory.getLogger(AlertEngine.class);
  private static final Duration KEPT = Duration.ofDays(30);

  private final Store store;
  private final Samples samples;
  private final Alerts alerts;
  private final Silences silences;
  private final Supplier<AlertRuleSettings> settings;
  private final InstantSource clock;
  private final AtomicReference<AlertStates> states = new AtomicReference<>(AlertStates.EMPTY);
  private final AtomicReference<Map<String, String>> failures = new AtomicReference<>(Map.of());
  private final AtomicReference<Instant> last;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final UnwrittenRounds unwritten = new UnwrittenRounds();
  private List<AlertStateTable.Row> unmatched = List.of();

  private AlertEngine(
      Store store,
      Samples samples,
      Alerts alerts,
      Supplier<AlertRuleSettings> settings,
      InstantSource clock) {
    this.store = store;
    this.samples = samples;
    this.alerts = alerts;
    this.silences = Silences.open(store);
    this.settings = settings;
    this.clock = clock;
    this.last = new AtomicReference<>(clock.instant());
  }

  /**
   * Reads the states as they were.
   *
   * @param settings those of the moment
   * @throws dev.tutti.store.StoreException when they cannot be read
   */
  public static AlertEngine open(
      Store store,
      Samples samples,
      Alerts alerts,
      Supplier<AlertRuleSettings> settings,
      InstantSource clock) {
    var engine = new AlertEngine(store, samples, alerts, settings, clock);
    engine.unmatched = Store.await(store.read(AlertStateTable::states));
    var notifications = Store.await(store.read(AlertStateTable::notifications));
    engine.states.set(new AlertStates(Map.of(), notifications));
    return engine;
  }

  /**
   * Begins a round beside the caller's thread, when it is time for one and none runs; the first
   * time one interval after the start.
   */
  public void tick() {
    var due = last.get().plus(settings.get().interval());
    if (!clock.instant().isBefore(due) && busy.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("tutti-alerts")
          .start(
              () -> {
                try {
                  round();
                } catch (RuntimeException e) {
                  log.warn("A round of alerts has failed: {}", e.getMessage());
                } finally {
                  busy.set(false);
                }
              });
    }
  }

  /** Runs one round now. Blocks; to be called by one thread at a time. */
  void round() {
    var now = clock.instant();
    last.set(now);
    var rules = settings.get().rules().values().stream().filter(AlertRule::enabled).toList();
    var round = new Round(matched(rules), now);
    var failed = new TreeMap<String, String>();
    for (var rule : rules) {
      try {
        round.measured(rule, samples.read(rule, now));
      } catch (RuntimeException e) { // whatever it is, the other rules are measured
        failed.put(rule.name(), String.valueOf(e.getMessage()));
      }
    }
    failures.set(failed);
    var mutes = new Mutes(silences.list(), settings.get().maintenance());
    finish(round.end(names(rules), mutes), now);
  }

  private static Set<String> names(List<AlertRule> rules) {
    return rules.stream().map(AlertRule::name).collect(Collectors.toSet());
  }

  /**
   * AlertStates with what was kept before a restart; states of rules that are gone end in this
   * round.
   */
  private AlertStates matched(List<AlertRule> rules) {
    var now = states.get();
    if (unmatched.isEmpty()) {
      return now;
    }
    var byName = rules.stream().collect(Collectors.toMap(AlertRule::name, rule -> rule));
    var watched = new HashMap<>(now.watched());
    for (var row : unmatched) {
      var rule = byName.getOrDefault(row.rule(), AlertRuleSettings.gone(row.rule()));
      watched.put(
          row.id(),
          new WatchedGroup(row.id(), rule, row.labels(), row.state(), new Observation.Missing(0)));
    }
    unmatched = List.of();
    return new AlertStates(watched, now.notifications());
  }

  /**
   * Writes what has become, then tells. While the database is down, it is told all the same, and
   * what was not written is written by the first round after it.
   */
  private void finish(Round.Result result, Instant now) {
    var staged = new ArrayList<Alerts.Staged>();
    result
        .told()
        .forEach(
            (topic, told) ->
                staged.add(alerts.stage(NotificationText.message(alerts.id(), topic, told, now))));
    unwritten.add(states.getAndSet(result.states()), result, staged);
    write(result.states());
    staged.forEach(Alerts.Staged::send);
  }

  private void write(AlertStates now) {
    if (unwritten.isEmpty()) {
      return;
    }
    try {
      Store.await(
          store.write(
              handle -> {
                unwritten.write(handle, now);
                return 0;
              }));
      unwritten.written();
    } catch (RuntimeException e) { // whatever it is, alerts are told
      log.warn("The states of alerts cannot be written: {}", e.getMessage());
    }
  }

  /** Removes what was kept for long enough: 30 days. */
  public void tidy() {
    var now = clock.instant();
    var _ = Alerts.tidy(store, now);
    var _ =
        store.write(
            handle -> {
              AlertStateTable.deleteOlder(handle, now.minus(KEPT));
              silences.tidy(handle, now);
              return 0;
            });
  }

  /** Silences of alerts. */
  public Silences silences() {
    return silences;
  }

  /** Rules of the moment, by their names. */
  public Map<String, AlertRule> rules() {
    return settings.get().rules();
  }

  /** Reasons for which rules could not be measured in the last round, by their names. */
  public Map<String, String> failures() {
    return failures.get();
  }

  /** Every group that is watched, the alerts first, the newest of them first. */
  public List<WatchedGroup> watched() {
    return states.get().watched().values().stream().sorted(AlertOrder.FIRST).toList();
  }

  /** A watched group by its id. */
  public Optional<WatchedGroup> find(String id) {
    return Optional.ofNullable(states.get().watched().get(id));
  }

  /** Reason for which an alert is not told at this moment. */
  public Optional<String> muted(WatchedGroup group) {
    return new Mutes(silences.list(), settings.get().maintenance())
        .reason(group.about(), clock.instant());
  }

  /** Whether a group has fired and ended so often that its end is held back. */
  public boolean isFlapping(WatchedGroup group) {
    return group.state().isFlapping(clock.instant());
  }

  /** The latest changes of a group, the newest first. */
  public CompletableFuture<List<JsonNode>> changes(String id, int limit) {
    return store.read(handle -> AlertStateTable.changes(handle, id, limit));
  }

  /** The latest messages that told of a group, the newest first. */
  public CompletableFuture<List<Alerts.Report>> messages(WatchedGroup group, int limit) {
    return Alerts.ofTopic(store, group.topic(), limit);
  }
}
