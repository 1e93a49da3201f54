package dev.tutti.skill.run;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.VersionSelector;
import java.util.function.Supplier;

/** Source of an execution's skills: its own, and those that it calls. Thread-safe. */
@FunctionalInterface
public interface SkillSource {
  /**
   * The version of a skill that a caller gets. May block.
   *
   * @throws Fault {@code invalid_request} with status 404, naming what there is
   */
  Skill skill(String name, VersionSelector selector, Caller caller);

  /** Skills of which everybody gets the same. */
  static SkillSource of(Supplier<SkillCatalog> catalog) {
    return (name, selector, _) -> catalog.get().skill(name).find(selector, 0);
  }
}
