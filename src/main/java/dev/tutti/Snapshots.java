package dev.tutti;

import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Rollout;
import dev.tutti.config.ConfigException;
import dev.tutti.config.Problem;
import dev.tutti.config.reload.Reload;
import dev.tutti.config.reload.Reloadable;
import dev.tutti.routing.ModelStack;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot in force: the next one comes with an edit of the file, or with a change that is laid
 * over it. Thread-safe.
 */
final class Snapshots implements Rollout, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  private final Configuration configuration;
  private final Changes changes;
  private final ModelStack models;
  private final AtomicReference<List<String>> refused = new AtomicReference<>(List.of());
  private final AtomicReference<@Nullable Snapshot> last = new AtomicReference<>();
  private final AtomicReference<Consumer<Snapshot>> listener = new AtomicReference<>(_ -> {});
  private final Reloadable<Snapshot> reloadable;

  /** Puts the configuration in force and follows it from now on. */
  Snapshots(Configuration configuration, Changes changes, ModelStack models) {
    this.configuration = configuration;
    this.changes = changes;
    this.models = models;
    this.reloadable =
        configuration.live(() -> entered(next(configuration.load(changes))), this::report);
    warn(List.of(), reloadable.current().inForce().conflicts());
    changes.through(this);
  }

  /** Tells somebody of the snapshot of this moment, and of every other from now on. */
  void tell(Consumer<Snapshot> another) {
    listener.set(another);
    another.accept(current());
  }

  /** The snapshot of this moment. */
  Snapshot current() {
    return reloadable.current();
  }

  /** The configuration of this moment, for administrators. */
  CurrentConfiguration inForce() {
    return current().inForce().refused(refused.get());
  }

  @Override
  public void apply(Function<CurrentConfiguration, Proposal> propose) {
    reloadable.change(
        now -> {
          var proposal = propose.apply(now.inForce());
          var next = with(now, proposal);
          proposal.commit().run();
          return entered(next);
        });
  }

  /** Draining needs nothing to be read or built. */
  private Snapshot with(Snapshot now, Proposal proposal) {
    var overlay = proposal.overlay();
    return overlay.saysTheSameAs(now.inForce().overlay())
        ? now.with(now.inForce().with(overlay))
        : next(configuration.load(now.inForce().base(), changes, overlay));
  }

  private Snapshot next(Configuration.Loaded loaded) {
    return Snapshot.of(loaded, last.get(), models);
  }

  private Snapshot entered(Snapshot next) {
    last.set(next);
    models.providers().use(next.providers().values(), next.settings().routing().modelLists());
    listener.get().accept(next);
    return next;
  }

  private void report(Reload<Snapshot> reload) {
    switch (reload) {
      case Reload.Applied<Snapshot> applied -> applied(applied.before(), applied.now());
      case Reload.Refused<Snapshot> no -> {
        refused.set(problems(no.why()));
        log.error(
            "The new configuration cannot be used, the old one stays:\n{}", no.why().getMessage());
      }
    }
  }

  private void applied(Snapshot before, Snapshot now) {
    boolean fromFile = !before.inForce().base().equals(now.inForce().base());
    if (fromFile) {
      refused.set(List.of());
    }
    log.info("The new configuration is in force");
    var waiting = before.settings().fixedDifferences(now.settings());
    if (!waiting.isEmpty()) {
      log.warn("{}: change with the next start only", String.join(", ", waiting));
    }
    warn(before.inForce().conflicts(), now.inForce().conflicts());
  }

  private static List<String> problems(ConfigException why) {
    return why.problems().stream().map(Problem::toString).toList();
  }

  /** Tells of conflicts that were not there before. */
  private static void warn(List<String> before, List<String> now) {
    now.stream()
        .filter(each -> !before.contains(each))
        .forEach(each -> log.warn("The file contradicts a change: {}", each));
  }

  /** Stops following the file and takes no more changes. */
  @Override
  public void close() {
    reloadable.close();
    changes.close();
  }
}
