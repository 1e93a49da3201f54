package dev.tutti.skill.api;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.text.Nearest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every skill at one moment. Immutable and thread-safe.
 *
 * @param skills by name, each with at least one version that can be served
 * @param rejected what is wrong with folders of which nothing can be served, by name
 */
public record SkillCatalog(
    SortedMap<String, SkillVersions> skills, SortedMap<String, List<String>> rejected) {
  /** No skills. */
  public static final SkillCatalog NONE = new SkillCatalog(new TreeMap<>(), new TreeMap<>());

  /** A copy that nobody can change afterwards. */
  public SkillCatalog {
    skills = Collections.unmodifiableSortedMap(new TreeMap<>(skills));
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
  }

  /**
   * A skill.
   *
   * @throws Fault {@code model_not_found}, with the nearest names, or why it is not served
   */
  public SkillVersions skill(String name) {
    var found = skills.get(name);
    if (found != null) {
      return found;
    }
    throw rejected.containsKey(name) ? rejected(name) : unknown(name, List.copyOf(skills.keySet()));
  }

  /** The fault for a skill that cannot be served; why is not for everybody's eyes. */
  public static Fault rejected(String name) {
    return missing(
        "skill: %s cannot be served; GET /admin/skills/%s says why".formatted(name, name));
  }

  /**
   * The fault for a skill that is not there.
   *
   * @param others the names that may be proposed instead
   */
  public static Fault unknown(String name, List<String> others) {
    var near = Nearest.to(name, others);
    return missing(
        "skill: \"%s\" is not known (%s)"
            .formatted(
                name,
                near.isEmpty()
                    ? "expected: one of GET /v1/skills"
                    : "did you mean " + String.join(" or ", near) + "?"));
  }

  /** A skill as a caller may see it; empty where there is none, or none for this caller. */
  public Optional<SkillVersions> shown(String name, Caller caller) {
    return Optional.ofNullable(skills.get(name)).flatMap(versions -> versions.shown(caller));
  }

  /** All skills as a caller may see them. */
  public List<SkillVersions> shown(Caller caller) {
    return skills.values().stream().flatMap(each -> each.shown(caller).stream()).toList();
  }

  private static Fault missing(String why) {
    return Fault.of(FaultCode.MODEL_NOT_FOUND, why).at("model");
  }
}
