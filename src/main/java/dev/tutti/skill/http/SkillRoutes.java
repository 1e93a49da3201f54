package dev.tutti.skill.http;

import static dev.tutti.http.Permission.keyed;
import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.ADMIN;
import static dev.tutti.security.Role.AUDITOR;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.http.CallStart;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import java.util.List;

/** Endpoints of skills, and who may use them. */
public final class SkillRoutes {
  private SkillRoutes() {}

  /** Adds them. */
  public static void add(
      Routes routes, SkillServices skills, ServerSettings settings, CallStart calls) {
    routes.add(callers(skills, new SkillEndpoint(skills, settings, calls)));
    routes.add(artifacts(new ArtifactsEndpoint(skills.artifacts())));
    routes.add(administration(new SkillAdminEndpoint(skills)));
    routes.add(recordings(new SkillRecordingsEndpoint(skills, settings, calls)));
    routes.add(releases(new SkillReleaseEndpoint(skills)));
  }

  private static List<HttpRoute> callers(SkillServices skills, SkillEndpoint one) {
    var list = new SkillsEndpoint(skills);
    return List.of(
        new HttpRoute(GET, "/v1/skills", keyed(), list::list),
        new HttpRoute(GET, "/v1/skills/{name}", keyed(), list::show),
        new HttpRoute(POST, "/v1/skills/{name}/execute", keyed(), one::execute),
        new HttpRoute(POST, "/v1/skills/{name}/stream", keyed(), one::stream));
  }

  private static List<HttpRoute> artifacts(ArtifactsEndpoint artifacts) {
    return List.of(
        new HttpRoute(GET, "/v1/artifacts", keyed(), artifacts::list),
        new HttpRoute(GET, "/v1/artifacts/{id}", keyed(), artifacts::show),
        new HttpRoute(GET, "/v1/artifacts/{id}/content", keyed(), artifacts::content));
  }

  private static List<HttpRoute> administration(SkillAdminEndpoint office) {
    var watchers = only(OPERATOR, AUDITOR);
    return List.of(
        new HttpRoute(GET, "/admin/skills", watchers, office::list),
        new HttpRoute(GET, "/admin/skills/{name}", watchers, office::show),
        new HttpRoute(GET, "/admin/skills/{name}/revisions", watchers, office::revisions),
        new HttpRoute(GET, "/admin/skills/{name}/diff", only(OPERATOR), office::diff),
        new HttpRoute(POST, "/admin/skills/reload", only(OPERATOR), office::reload));
  }

  private static List<HttpRoute> recordings(SkillRecordingsEndpoint recordings) {
    var path = "/admin/skills/{name}/recordings";
    return List.of(
        new HttpRoute(GET, path, only(OPERATOR), recordings::list),
        new HttpRoute(GET, path + "/{id}", only(OPERATOR), recordings::show),
        new HttpRoute(POST, "/admin/skills/{name}/replay", only(OPERATOR), recordings::replay));
  }

  private static List<HttpRoute> releases(SkillReleaseEndpoint releases) {
    return List.of(
        new HttpRoute(POST, "/admin/skills/{name}/label", only(ADMIN), releases::label),
        new HttpRoute(POST, "/admin/skills/{name}/split", only(ADMIN), releases::split),
        new HttpRoute(POST, "/admin/skills/{name}/rollback", only(ADMIN), releases::rollback),
        new HttpRoute(DELETE, "/admin/skills/{name}/release", only(ADMIN), releases::clear));
  }
}
