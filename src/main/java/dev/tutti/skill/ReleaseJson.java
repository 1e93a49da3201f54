package dev.tutti.skill;

import dev.tutti.chat.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.semver4j.Semver;
import tools.jackson.databind.node.ObjectNode;

/** Releases as JSON, of the same form as {@code release.yaml}. */
public final class ReleaseJson {
  private ReleaseJson() {}

  /** A release. */
  public static ObjectNode of(Release release) {
    var json = Json.object();
    json.set("labels", labels(release.labels()));
    json.set("split", of(release.split()));
    json.set("guard", of(release.guard()));
    var withdrawn = json.putArray("withdrawn");
    new TreeSet<>(release.withdrawn()).forEach(each -> withdrawn.add(each.getVersion()));
    return json;
  }

  /** What is laid over a release; what it does not touch is left out. */
  public static ObjectNode of(ReleaseOverlay overlay) {
    var json = Json.object();
    if (!overlay.labels().isEmpty()) {
      json.set("labels", labels(overlay.labels()));
    }
    if (overlay.split() != null) {
      json.set("split", of(overlay.split()));
    }
    if (overlay.guard() != null) {
      json.set("guard", of(overlay.guard()));
    }
    if (!overlay.held().isEmpty()) {
      var held = json.putObject("held");
      overlay
          .held()
          .forEach(
              (version, each) ->
                  held.putObject(version.getVersion())
                      .put("revision", each.revision())
                      .put("over", each.over()));
    }
    if (!overlay.withdrawn().isEmpty()) {
      var withdrawn = json.putArray("withdrawn");
      overlay.withdrawn().forEach(each -> withdrawn.add(each.getVersion()));
    }
    return json;
  }

  /** What {@link ReleaseOverlay#of} reads. */
  static String text(ReleaseOverlay overlay) {
    return Json.text(of(overlay).put("over", overlay.over()));
  }

  private static ObjectNode labels(Map<String, Semver> labels) {
    var json = Json.object();
    new TreeMap<>(labels).forEach((label, version) -> json.put(label, version.getVersion()));
    return json;
  }

  private static ObjectNode of(Release.Split split) {
    var json = Json.object().put("sticky", split.sticky().name().toLowerCase(Locale.ROOT));
    var arms = json.putObject("arms");
    new TreeMap<>(split.arms())
        .forEach((version, weight) -> arms.put(version.getVersion(), weight));
    return json;
  }

  private static ObjectNode of(Release.Guard guard) {
    var json =
        Json.object()
            .put("baseline", guard.baseline().getVersion())
            .put("min_samples", guard.minSamples())
            .put("window", guard.window().toMillis() + "ms");
    var rises = json.putObject("rollback_if");
    new TreeMap<>(guard.rises()).forEach((measure, rise) -> rises.put(measure.word(), rise(rise)));
    var ramp = json.putArray("ramp");
    guard.ramp().forEach(step -> ramp.add(step));
    return json;
  }

  private static String rise(double share) {
    var percent = BigDecimal.valueOf(share * 100).setScale(3, RoundingMode.HALF_UP);
    return '+' + percent.stripTrailingZeros().toPlainString() + '%';
  }
}
