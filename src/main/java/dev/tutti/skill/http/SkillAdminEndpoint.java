package dev.tutti.skill.http;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.load.SkillRevisions;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.release.CanaryAnalysis;
import dev.tutti.skill.release.SkillReleases;
import dev.tutti.skill.run.SkillFigures;
import dev.tutti.skill.run.SkillNeeds;
import dev.tutti.skill.run.SkillRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/skills}: what is served, what is not and why, and how the versions fare.
 *
 * @param skills those of the folder
 * @param revisions those that are kept
 * @param releases who gets which version
 * @param canary compares versions on trial with those before them
 * @param records what became of the latest executions
 * @param needs what skills need and is not there
 */
public record SkillAdminEndpoint(
    Skills skills,
    SkillRevisions revisions,
    SkillReleases releases,
    CanaryAnalysis canary,
    SkillRecords records,
    SkillNeeds needs) {

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return List.of(
        new HttpRoute(GET, "/admin/skills", watchers(), this::list),
        new HttpRoute(GET, "/admin/skills/{name}", watchers(), this::show),
        new HttpRoute(GET, "/admin/skills/{name}/revisions", watchers(), this::revisions),
        new HttpRoute(GET, "/admin/skills/{name}/diff", only(OPERATOR), this::diff)
            .taking("from", "to"),
        new HttpRoute(POST, "/admin/skills/reload", only(OPERATOR), this::reload));
  }

  void list(HttpExchange exchange) {
    offloaded(exchange, this::all);
  }

  void reload(HttpExchange exchange) {
    offloaded(
        exchange,
        () -> {
          var _ = skills.reload();
          return all();
        });
  }

  /** Figures are counted from thousands of executions, which is not for the loop. */
  private static void offloaded(HttpExchange exchange, Supplier<ObjectNode> json) {
    exchange.loop().offload(json::get).onSuccess(exchange::json).onFailure(exchange::fail);
  }

  /** {@code GET .../{name}}. */
  void show(HttpExchange exchange) {
    offloaded(exchange, () -> one(exchange.path("name")));
  }

  /** {@code GET .../{name}/revisions}. */
  void revisions(HttpExchange exchange) {
    offloaded(exchange, () -> revisions(exchange.path("name")));
  }

  /** {@code GET .../{name}/diff?from=&to=}: what changed between two revisions, prompts as well. */
  void diff(HttpExchange exchange) {
    offloaded(exchange, () -> diff(exchange, exchange.path("name")));
  }

  private ObjectNode revisions(String name) {
    var versions = skills.current().skill(name);
    var served =
        versions.versions().values().stream().map(Skill::revision).collect(Collectors.toSet());
    var json = Json.object();
    var data = json.putArray("data");
    for (var each : revisions.kept(name)) {
      data.addObject()
          .put("revision", each.revision())
          .put("version", each.version())
          .put("at", each.at().toString())
          .put("served", served.contains(each.revision()))
          .put("standing", each.revision().equals(versions.standing().revision()));
    }
    return json;
  }

  private ObjectNode diff(HttpExchange exchange, String name) {
    var from = exchange.query("from").orElse("");
    var to = exchange.query("to").orElse("");
    return Json.object()
        .put("from", from)
        .put("to", to)
        .put("diff", revisions.diff(name, from, to));
  }

  private ObjectNode one(String name) {
    var catalog = skills.current();
    var why = catalog.rejected().get(name);
    if (why != null && !catalog.skills().containsKey(name)) {
      var json = Json.object().put("name", name).put("object", "skill");
      json.putArray("versions");
      json.set("problems", Json.valueOf(why));
      return json;
    }
    var json = detailed(catalog.skill(name));
    json.set("release", SkillReleaseEndpoint.json(releases.shown(name)));
    var trials = json.putArray("trials");
    canary.reports(name).forEach(trial -> trials.add(SkillJson.of(trial)));
    canary.ended(name).ifPresent(trial -> json.set("ended_trial", SkillJson.of(trial)));
    return json;
  }

  private ObjectNode all() {
    var catalog = skills.current();
    var json = Json.object();
    var data = json.putArray("data");
    catalog.skills().values().forEach(each -> data.add(detailed(each)));
    var rejected = json.putObject("rejected");
    catalog
        .rejected()
        .forEach(
            (name, why) -> {
              var list = rejected.putArray(name);
              why.forEach(list::add);
            });
    return json;
  }

  /** The revision that is served, then those before it that have been executed of late. */
  private void figures(Skill skill, ArrayNode to) {
    var figures = records.figures(skill.name(), skill.version());
    var served = figures.getOrDefault(skill.revision(), SkillFigures.NONE);
    to.add(SkillJson.of(skill.version().getVersion(), skill.revision(), served));
    var others = new ArrayList<>(figures.keySet());
    others.remove(skill.revision());
    others
        .reversed()
        .forEach(
            revision ->
                to.add(
                    SkillJson.of(
                        skill.version().getVersion(),
                        revision,
                        figures.getOrDefault(revision, SkillFigures.NONE))));
  }

  private ObjectNode detailed(SkillVersions versions) {
    var json = SkillJson.of(versions);
    var each = json.putArray("figures");
    versions.versions().values().forEach(skill -> figures(skill, each));
    var split = json.putObject("split");
    versions
        .release()
        .split()
        .arms()
        .forEach((version, weight) -> split.put(version.getVersion(), weight));
    var problems = json.putArray("problems");
    versions.problems().forEach(problems::add);
    needs.missing(versions).forEach(problems::add);
    return json;
  }
}
