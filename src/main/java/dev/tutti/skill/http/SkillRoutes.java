package dev.tutti.skill.http;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.http.CallStart;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;

/** Where the endpoints of skills are, and for whom. */
public final class SkillRoutes {
  private SkillRoutes() {}

  /** Adds them. */
  public static void add(
      Routes routes, SkillServices skills, ServerSettings settings, CallStart calls) {
    routes.keyed(POST, SkillDoor.BELOW, new SkillDoor(skills, settings, calls));
    var list = new SkillsDoor(skills);
    routes.keyed(GET, "/v1/skills", list::list);
    routes.keyed(GET, SkillDoor.BELOW, list::show);
    var recordings = new SkillRecordingsDoor(skills, settings, calls);
    var releases = new SkillReleaseDoor(skills);
    var office = new SkillOfficeDoor(skills, recordings, releases);
    var artifacts = new ArtifactsDoor(skills.artifacts());
    routes.keyed(GET, "/v1/artifacts", artifacts::list);
    routes.keyed(GET, ArtifactsDoor.BELOW, artifacts::show);
    routes.only(Routes.WATCHERS, GET, "/admin/skills", office::list);
    routes.only(Routes.WATCHERS, GET, SkillOfficeDoor.BELOW, office::show);
    routes.only(Routes.OPERATORS, POST, "/admin/skills/reload", office::reload);
    routes.only(Routes.OPERATORS, POST, SkillOfficeDoor.BELOW, office::change);
    routes.only(Routes.ADMINISTRATORS, DELETE, SkillOfficeDoor.BELOW, releases::clear);
  }
}
