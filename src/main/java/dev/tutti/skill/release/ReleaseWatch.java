package dev.tutti.skill.release;

import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillVersions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Watch for skills that callers get otherwise than before: in other revisions, by another release,
 * or not at all. Thread-safe.
 */
public final class ReleaseWatch {
  private final AtomicReference<Consumer<String>> listener = new AtomicReference<>(_ -> {});
  private final AtomicReference<Map<String, Given>> before = new AtomicReference<>(Map.of());

  /** State of a skill as far as callers notice it. */
  private record Given(Set<String> revisions, Release release) {
    static Given of(SkillVersions versions) {
      return new Given(
          versions.versions().values().stream().map(Skill::revision).collect(Collectors.toSet()),
          versions.release());
    }
  }

  /** Calls this with the name of each skill that changes from now on. */
  public void listen(Consumer<String> changed) {
    listener.set(changed);
  }

  /** Compares the skills of this moment with those before. */
  public void look(SkillCatalog now) {
    var given = new HashMap<String, Given>();
    now.skills().forEach((name, versions) -> given.put(name, Given.of(versions)));
    var last = before.getAndSet(Map.copyOf(given));
    var names = new TreeSet<>(last.keySet());
    names.addAll(given.keySet());
    names.removeIf(name -> Objects.equals(given.get(name), last.get(name)));
    names.forEach(listener.get());
  }
}
