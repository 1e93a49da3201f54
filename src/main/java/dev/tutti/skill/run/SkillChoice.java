package dev.tutti.skill.run;

import dev.tutti.call.Caller;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.api.VersionSelector;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** Choice of the version of a skill that a caller gets. Thread-safe. */
public final class SkillChoice {
  private final SkillSessions sessions;

  public SkillChoice(SkillSessions sessions) {
    this.sessions = sessions;
  }

  /** The skills of the moment, as callers get them. */
  public SkillSource among(Supplier<SkillCatalog> catalog) {
    return (name, selector, caller) ->
        of(catalog.get().skill(name), selector, caller, ThreadLocalRandom.current().nextDouble());
  }

  /**
   * The version that is wanted; where nobody says, a session stays with the one that it began with,
   * as long as it is there and not withdrawn.
   *
   * @param random for callers that nothing is known of, 0 to 1
   */
  Skill of(SkillVersions versions, VersionSelector selector, Caller caller, double random) {
    if (versions.versions().values().stream().noneMatch(each -> each.allows(caller))) {
      versions.standing().requireRole(caller); // before versions are named
    }
    if (selector instanceof VersionSelector.Released) {
      var begun =
          sessions
              .version(caller, versions.name())
              .filter(version -> !versions.release().withdrawn().contains(version))
              .map(version -> versions.versions().get(version));
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    if (selector instanceof VersionSelector.Pinned) {
      versions.standing().requireRole(caller); // what was open once may be closed now
    }
    var share = share(versions.release().split().sticky(), versions.name(), caller, random);
    return versions.find(selector, share);
  }

  /** A caller's place between 0 and 1: always at the same place in the same skill. */
  private static double share(Release.Sticky sticky, String skill, Caller caller, double random) {
    var by =
        switch (sticky) {
          case SESSION -> first(caller.session(), caller.user(), caller.key());
          case USER -> first(caller.user(), caller.key());
          case KEY -> caller.key();
        };
    if (by.isEmpty()) {
      return random;
    }
    var hash = new CRC32C();
    hash.update((skill + '\0' + caller.owner() + '\0' + by).getBytes(StandardCharsets.UTF_8));
    return hash.getValue() / (double) (1L << 32);
  }

  private static String first(String... names) {
    for (var name : names) {
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
  }
}
