package dev.tutti.skill;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillDialogues;
import dev.tutti.skill.run.SkillEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Skills as models: {@code skill:name} and {@code skill:name@range}. Thread-safe. */
record SkillModelSource(
    SkillEngine engine, SkillDialogues dialogues, Supplier<SkillCatalog> catalog, Executor threads)
    implements ModelSource {

  @Override
  public String prefix() {
    return SkillName.PREFIX;
  }

  @Override
  public ChatModel model(String name) {
    return new SkillModel(engine, dialogues, threads, versions(name).name(), wanted(name));
  }

  /** The versions of a skill; one that is wanted, and that there is not, is told now. */
  private SkillVersions versions(String name) {
    var versions = catalog.get().skill(skill(name));
    versions.require(wanted(name));
    return versions;
  }

  private static String skill(String name) {
    int at = name.indexOf('@');
    return name.substring(SkillName.PREFIX.length(), at < 0 ? name.length() : at);
  }

  private static VersionSelector wanted(String name) {
    int at = name.indexOf('@');
    return VersionSelector.of(at < 0 ? "" : name.substring(at + 1));
  }

  /** A skill is there for callers with one of its roles. */
  @Override
  public boolean shows(String name, Caller caller) {
    return catalog
        .get()
        .shown(skill(name), caller)
        .flatMap(versions -> versions.served(wanted(name), 0))
        .isPresent();
  }

  @Override
  public Optional<String> behind(String name) {
    var versions = versions(name);
    var served = versions.served(wanted(name), 0).orElseGet(versions::newest);
    return Optional.of(served.settings().model().name());
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return catalog.get().skills().keySet().stream()
        .map(name -> new ModelCatalog.Entry(SkillName.PREFIX + name, "tutti"))
        .toList();
  }
}
