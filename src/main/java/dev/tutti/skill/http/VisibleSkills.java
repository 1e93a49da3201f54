package dev.tutti.skill.http;

import dev.tutti.chat.Fault;
import dev.tutti.security.Principal;
import dev.tutti.security.Role;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.SkillVersions;
import java.util.List;

/**
 * Skills as far as a principal may know of them: with the versions that its key may use. Others are
 * told as what is not there.
 */
record VisibleSkills(SkillCatalog catalog, Principal principal) {

  /** All of them, by name. */
  List<SkillVersions> all() {
    return catalog.shown(principal.caller()).stream()
        .filter(each -> principal.mayUse(SkillName.PREFIX + each.name()))
        .toList();
  }

  /**
   * A skill.
   *
   * @throws Fault {@code model_not_found}
   */
  SkillVersions skill(String name) {
    return all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /**
   * Sees to it that there is a skill, whether the principal may use it or not.
   *
   * @throws Fault {@code model_not_found}
   */
  void requireKnown(String name) {
    if (!catalog.skills().containsKey(name)) {
      throw unknown(name);
    }
  }

  /** Only operators are told of skills that cannot be served. */
  private Fault unknown(String name) {
    return catalog.rejected().containsKey(name) && principal.has(Role.OPERATOR)
        ? SkillCatalog.rejected(name)
        : SkillCatalog.unknown(name, all().stream().map(SkillVersions::name).toList());
  }
}
