package dev.tutti.change;

import dev.tutti.call.DeploymentId;
import dev.tutti.config.ConfigSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes that are laid over the file at one revision. Immutable. */
public final class Overlay {
  /** The file alone. */
  public static final Overlay NONE = new Overlay(0, new TreeMap<>());

  private final long revision;
  private final SortedMap<Subject, Change> changes;
  private final Map<DeploymentId, Change> drained = new HashMap<>();

  private Overlay(long revision, SortedMap<Subject, Change> changes) {
    this.revision = revision;
    this.changes = changes;
    for (var change : changes.values()) {
      if (change.effect() instanceof Effect.Drained) {
        drained.put(change.subject().target(), change);
      }
    }
  }

  /** The same with later changes, in their order. */
  Overlay with(Collection<Change> later) {
    var more = new TreeMap<>(changes);
    long last = revision;
    for (var change : later) {
      last = change.id();
      if (change.effect() instanceof Effect.Cleared) {
        more.remove(change.subject());
      } else {
        more.put(change.subject(), change);
      }
    }
    return new Overlay(last, more);
  }

  /** The number of the last change; 0 when there never was one. */
  public long revision() {
    return revision;
  }

  /** The changes that are in force, by what they are about. */
  public Map<Subject, Change> changes() {
    return Collections.unmodifiableMap(changes);
  }

  /** The change of a subject that is in force. */
  public Optional<Change> change(Subject subject) {
    return Optional.ofNullable(changes.get(subject));
  }

  /** Effect on a subject. */
  Effect effect(Subject subject) {
    return change(subject).map(Change::effect).orElseGet(Effect.Cleared::new);
  }

  /** The configuration with the changes over it. */
  public ConfigSource over(ConfigSource base) {
    var source = base;
    for (var change : changes.values()) {
      source = change.over(source);
    }
    return source;
  }

  /** The change that keeps calls away from a deployment. Fast: every call asks. */
  public Optional<Change> draining(DeploymentId target) {
    @Nullable Change change = drained.isEmpty() ? null : drained.get(target);
    return Optional.ofNullable(change);
  }

  /** Whether another overlay differs in nothing but what is drained. */
  public boolean saysTheSameAs(Overlay other) {
    return sections().equals(other.sections());
  }

  private Map<Subject, Change> sections() {
    var sections = new HashMap<>(changes);
    sections.keySet().removeIf(subject -> subject.kind() == Subject.Kind.DEPLOYMENT);
    return sections;
  }
}
