package dev.tutti.task.api;

import dev.tutti.chat.Fault;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every kind of task by its name: Tutti's own and those of plugins. Thread-safe. */
public final class TaskKinds {
  private static final Logger log = LoggerFactory.getLogger(TaskKinds.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,63}");

  private final Map<String, TaskKind> byName = new ConcurrentHashMap<>();

  private TaskKinds() {}

  /** Kinds of Tutti's own and nothing else. */
  public static TaskKinds of(Collection<? extends TaskKind> own) {
    var kinds = new TaskKinds();
    own.forEach(kinds::add);
    return kinds;
  }

  /** The same with those that plugins on the class path bring. */
  public static TaskKinds withPlugins(Collection<? extends TaskKind> own) {
    var kinds = of(own);
    var found = ServiceLoader.load(TaskKind.class).iterator();
    while (kinds.addNext(found)) {}
    return kinds;
  }

  /** A plugin that cannot be used is left out and named in the log; all others are there. */
  private boolean addNext(Iterator<TaskKind> found) {
    try {
      if (!found.hasNext()) {
        return false;
      }
      add(found.next());
    } catch (ServiceConfigurationError | IllegalArgumentException e) {
      log.error("A kind of task is left out", e);
    }
    return true;
  }

  /**
   * Adds a kind.
   *
   * @throws IllegalArgumentException when its name is none, or is another one's
   */
  public void add(TaskKind kind) {
    if (!NAME.matcher(kind.name()).matches() || byName.putIfAbsent(kind.name(), kind) != null) {
      throw new IllegalArgumentException(
          "kind of task: %s of %s (expected: a new name of lower-case letters and _)"
              .formatted(kind.name(), kind.getClass().getName()));
    }
  }

  /**
   * Kind of that name.
   *
   * @throws Fault {@code invalid_request}
   */
  public TaskKind of(String name) {
    var kind = byName.get(name);
    if (kind == null) {
      throw Fault.invalid(
          "kind", "\"%s\" (expected: one of %s)".formatted(name, new TreeMap<>(byName).keySet()));
    }
    return kind;
  }

  /** Kind of that name, if there is one. */
  public Optional<TaskKind> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether there is one of that name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** All of them, by name. */
  public Map<String, TaskKind> all() {
    return new TreeMap<>(byName);
  }
}
