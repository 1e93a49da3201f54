package dev.tutti.skill.run;

import dev.tutti.chat.Fault;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.skill.api.SkillVersions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check for what skills need to work as they are written: models of the configuration, and time for
 * all that is to be asked. What is not there is told, and keeps nobody from serving the skill: it
 * may be there tomorrow. Thread-safe.
 */
public final class SkillNeeds {
  private static final Logger log = LoggerFactory.getLogger(SkillNeeds.class);
  private static final int MOST_TOLD = 100;

  private final Supplier<ModelCatalog> models;
  private final AtomicReference<SkillCatalog> looked = new AtomicReference<>(SkillCatalog.NONE);

  public SkillNeeds(Supplier<ModelCatalog> models) {
    this.models = models;
  }

  /** The things that versions of a skill need and that are not there. */
  public List<String> missing(SkillVersions versions) {
    var missing = new ArrayList<String>();
    versions.versions().values().forEach(skill -> check(skill, missing));
    return missing;
  }

  private void check(Skill skill, List<String> missing) {
    var place = "%s %s: %s: ".formatted(skill.name(), skill.version(), SkillSettings.FILE);
    checkModel(place, "llm.model", skill.settings().model().name(), missing);
    skill
        .settings()
        .model()
        .fallback()
        .forEach(model -> checkModel(place, "llm.fallback", model, missing));
    checkTime(place, skill, missing);
    checkName(skill, missing);
  }

  /** Steps after models that take all their time must find some of it left. */
  private static void checkTime(String place, Skill skill, List<String> missing) {
    var model = skill.settings().model();
    var deadline = skill.settings().limits().deadline();
    long asked = 1L + model.fallback().size();
    boolean goesOn = asked > 1 || skill.fallback().isPresent();
    if (goesOn && model.timeout().multipliedBy(asked).compareTo(deadline) > 0) {
      missing.add(
          "%sllm.timeout: %d times %d ms do not fit into limits.deadline (expected: less, or a deadline of more than %d ms)"
              .formatted(place, asked, model.timeout().toMillis(), deadline.toMillis()));
    }
  }

  /** A {@code SKILL.md} is served by its folder's name, whatever it calls itself. */
  private static void checkName(Skill skill, List<String> missing) {
    skill
        .files()
        .text(AgentSkill.FILE)
        .map(text -> AgentSkill.read(text).name())
        .filter(name -> !name.isEmpty() && !name.equals(skill.name()))
        .ifPresent(
            name ->
                missing.add(
                    "%s: %s: name: %s (expected: the folder's name, by which it is served)"
                        .formatted(skill.name(), AgentSkill.FILE, name)));
  }

  private void checkModel(String place, String key, String model, List<String> missing) {
    try {
      var _ = models.get().members(model);
    } catch (Fault fault) {
      missing.add("%s%s: %s".formatted(place, key, fault.getMessage()));
    }
  }

  /** Tells in the log what has come to be missing. */
  public void look(SkillCatalog now) {
    var before = looked.getAndSet(now);
    if (!before.equals(now)) {
      var told = new HashSet<>(missing(before));
      missing(now).stream()
          .filter(each -> !told.contains(each))
          .limit(MOST_TOLD)
          .forEach(each -> log.warn("Skill {}", each));
    }
  }

  private List<String> missing(SkillCatalog catalog) {
    return catalog.skills().values().stream().flatMap(each -> missing(each).stream()).toList();
  }
}
