package dev.tutti.skill;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.ChatRequest;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillEngine;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A directory in which skills are models, too: {@code skill:name} and {@code skill:name@range}.
 * Thread-safe.
 */
public record SkillModelCatalog(
    ModelCatalog models, SkillEngine engine, Supplier<SkillCatalog> catalog, Executor threads)
    implements ModelCatalog {

  @Override
  public ChatModel model(String name) {
    if (!name.startsWith(SkillName.PREFIX)) {
      return models.model(name);
    }
    var versions = catalog.get().skill(skill(name));
    var selector = wanted(name);
    versions.require(selector); // a version that there is not is told now
    return new SkillModel(engine, threads, versions.name(), selector);
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
    if (!name.startsWith(SkillName.PREFIX)) {
      return models.shows(name, caller);
    }
    return catalog
        .get()
        .shown(skill(name), caller)
        .flatMap(versions -> versions.served(wanted(name), 0))
        .isPresent();
  }

  /** The model that a name leads to in the end. */
  private String behind(String name) {
    if (!name.startsWith(SkillName.PREFIX)) {
      return name;
    }
    var versions = catalog.get().skill(skill(name));
    var selector = wanted(name);
    versions.require(selector);
    return versions.served(selector, 0).orElseGet(versions::newest).settings().model().name();
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    var behind = behind(request.model());
    return models.explain(
        behind.equals(request.model()) ? request : request.withModel(behind), caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return models.members(behind(name));
  }

  @Override
  public Future<PassthroughAnswer> pass(
      String provider, PassthroughRequest request, Call call, List<Guard> before) {
    return models.pass(provider, request, call, before);
  }

  @Override
  public List<Entry> entries() {
    var all = new ArrayList<>(models.entries());
    catalog
        .get()
        .skills()
        .keySet()
        .forEach(name -> all.add(new Entry(SkillName.PREFIX + name, "tutti")));
    return all;
  }
}
