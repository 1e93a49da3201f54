package dev.tutti;

import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Overlay;
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
import java.util.function.Supplier;
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
  private final AtomicReference<Consumer<Snapshot>> effects = new AtomicReference<>(_ -> {});
  private final Reloadable<Snapshot> reloadable;

  /** Puts the configuration in force and follows it from now on. */
  Snapshots(Configuration configuration, Changes changes, ModelStack models) {
    this.configuration = configuration;
    this.changes = changes;
    this.models = models;
    this.reloadable = configuration.live(before -> next(edited(before)), this::report);
    warn(List.of(), reloadable.current().inForce().conflicts());
    changes.through(this);
  }

  /** Begins with the effects of the snapshot in force, and of every other once it is in force. */
  void start(Consumer<Snapshot> effects) {
    reloadable.hold(
        now -> {
          this.effects.set(effects);
          effects.accept(now);
        });
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
    reloadable.change(before -> next(changed(before, propose.apply(before.inForce()))));
  }

  /**
   * Plan for a snapshot.
   *
   * @param build makes it, without any effect
   * @param write keeps for ever what it is made of
   */
  private record Plan(Supplier<Snapshot> build, Runnable write) {}

  /**
   * Takes the one way that there is, for the first configuration, edits of the file and changes:
   * planned, built, written; then {@link Reloadable} swaps it in, and {@link #report} hears of it
   * and lets its effects begin. Whatever throws on the way leaves no trace.
   */
  private static Snapshot next(Plan plan) {
    var next = plan.build.get();
    plan.write.run();
    return next;
  }

  /** What is in the file, which is written already. */
  private Plan edited(@Nullable Snapshot before) {
    return new Plan(() -> Snapshot.of(configuration.load(changes), before, models), () -> {});
  }

  private Plan changed(Snapshot before, Proposal proposal) {
    return new Plan(() -> with(before, proposal.overlay()), proposal.commit());
  }

  /** Draining needs nothing to be read or built. */
  private Snapshot with(Snapshot before, Overlay overlay) {
    var inForce = before.inForce();
    return overlay.saysTheSameAs(inForce.overlay())
        ? before.with(inForce.with(overlay))
        : Snapshot.of(configuration.load(inForce.base(), changes, overlay), before, models);
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
    effects.get().accept(now);
    boolean fromFile = before.inForce().overlay().revision() == now.inForce().overlay().revision();
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
